import type { ChainedCommands, Editor, Extensions, JSONContent } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import type { Translate } from '../blocks/contract.ts';

/** `schema.ts` of a folder: what documents hold of a format. No React, nothing that touches the page: the guard reads it. */
export interface FormatSchema {
  /**
   * The marks. None may allow itself twice on the same words: y-tiptap would store it under another name. None may exclude
   * another mark: two people who write at once put both on the same words, and the editor would refuse the document.
   */
  readonly extensions: Extensions;
  /** The attributes that the format gives to blocks, as `block.attribute`. */
  readonly blockAttributes?: readonly string[];
}

/** The menus of the toolbar that formats with a choice stand in. */
export type FormatMenu = 'colors' | 'alignment' | 'language';

/** `menu.ts` of a folder: what one can do with the format. The toolbar, its menus and the list of shortcuts read it. */
export interface FormatEntry {
  readonly id: string;
  readonly icon: LucideIcon;
  /** `tool`: a button of its own. */
  readonly menu: FormatMenu | 'tool';
  /** The part of its menu, in words. */
  readonly section?: (t: Translate) => string;
  /** Where it stands among the tools or in its menu. */
  readonly place: number;
  readonly label: (t: Translate) => string;
  /** `Mod` for Control or Command. Bound by the schema. */
  readonly keys?: string;
  /** The token that colours its icon. */
  readonly tint?: string;
  /** Nothing for what only does something once. */
  readonly isOn?: (editor: Editor) => boolean;
  readonly run: (chain: ChainedCommands) => ChainedCommands;
}

/**
 * A mark around words that are Markdown already. What a document holds may be anything: no value of an attribute is taken
 * for granted.
 */
export type FormatToMarkdown = (words: string, attributes: Readonly<Record<string, unknown>>) => string;

/** `example.ts` of a folder: by this the contract suite proves what every format promises. */
export interface FormatExample {
  /** Every mark and every attribute of the folder, with words in it. */
  readonly content: readonly JSONContent[];
  /** The same for people who have no Écritoire. */
  readonly markdown: string;
  /** CSS selectors of what is drawn, each with its words. */
  readonly drawn: Readonly<Record<string, string>>;
}
