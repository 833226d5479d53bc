import type { ChainedCommands, Editor, Extensions, JSONContent } from '@tiptap/core';
import type { TFunction } from 'i18next';
import type { LucideIcon } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type * as Y from 'yjs';

/**
 * What a block is to those who look for it again. A paragraph that became a heading is the same text, a bulleted list
 * that became a numbered one the same list.
 */
export type BlockKind = 'text' | 'item' | 'list' | 'wrapper' | 'table' | 'row' | 'cell';

/** `schema.ts` of a folder: what documents hold of it. No React, nothing that touches the page: the guard reads it. */
export interface BlockSchema {
  readonly extensions: Extensions;
  /**
   * For each block among them, what it is to those who give ids. `empty`: nothing can be lost in it, so it is given none;
   * the attribute is known all the same, so that a later version may write it.
   */
  readonly kinds: Readonly<Record<string, BlockKind | 'empty'>>;
}

/** The words of the interface, those of the blocks as `blocks:name.key`. */
export type Translate = TFunction<['translation', 'blocks']>;

/** The groups of the menus, in their order. `text`: what kind of line the caret is in. */
export const menuGroups = ['text', 'lists', 'insert'] as const;

/** `menu.ts` of a folder: what one can do with the block. The toolbar, every menu and the list of shortcuts read it. */
export interface MenuEntry {
  /** Kept on the device for the entries used last: never changed. */
  readonly id: string;
  readonly icon: LucideIcon;
  readonly group: (typeof menuGroups)[number];
  /** Its place in its group. */
  readonly place: number;
  readonly label: (t: Translate) => string;
  /** What else one may call it, separated by spaces. */
  readonly synonyms: (t: Translate) => string;
  /** `Mod` for Control or Command. Bound by the schema. */
  readonly keys?: string;
  /** What to type for the same. */
  readonly sign?: string;
  /** Its place in the toolbar: the lowest stay there longest when there is little room. Nothing: only in the menus. */
  readonly toolRank?: number;
  /** Offered only to those who look for it by name. */
  readonly isRare?: true;
  /** Nothing for what only does something once. */
  readonly isOn?: (editor: Editor) => boolean;
  readonly run: (chain: ChainedCommands) => ChainedCommands;
}

/** What `markdown.ts` of a folder writes with. Reads only (rule G1). */
export interface MarkdownWriter {
  blocks(nodes: readonly unknown[]): string;
  /** Text with its formats, nothing at the beginning of a line taken for a sign. */
  paragraph(nodes: readonly unknown[]): string;
  /** Text with its formats on one line. */
  line(nodes: readonly unknown[]): string;
  /** Text without formats, as it is. */
  plain(nodes: readonly unknown[]): string;
  list(items: readonly unknown[], markOf: (index: number, item: Y.XmlElement) => string): string;
  indent(text: string, first: string, others: string): string;
}

/** One block as Markdown. What a document holds may be anything: no value of an attribute is taken for granted. */
export type BlockToMarkdown = (
  block: { readonly attributes: Readonly<Record<string, unknown>>; readonly children: readonly unknown[] },
  write: MarkdownWriter,
) => string;

/**
 * `static-view.tsx` of a folder, by the name of the node: the block where no editor is. Only for blocks that say something
 * in the words of the interface; all others are drawn as their schema says.
 */
export type StaticView = ComponentType<{
  /** To read what is in it. */
  readonly block: Y.XmlElement;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly children: ReactNode;
}>;

/** `example.ts` of a folder: by this the contract suite proves what every block promises. */
export interface BlockExample {
  /** Every node and every attribute of the folder, with words in it. */
  readonly content: readonly JSONContent[];
  /** The same for people who have no Écritoire. */
  readonly markdown: string;
}
