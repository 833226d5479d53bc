import type { ChainedCommands, Editor } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import { Bold, Code, Italic, Redo2, RemoveFormatting, Strikethrough, Underline, Undo2 } from 'lucide-react';
import type { MenuEntry, Translate } from '../blocks/contract.ts';
import { menuEntries } from '../blocks/menu-entries.ts';
import type { FormatEntry } from '../formats/contract.ts';
import { formatEntries } from '../formats/format-entries.ts';

export interface TextCommand {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly group: 'history' | 'marks' | 'blocks' | 'insert';
  readonly label: (t: Translate) => string;
  /** Tiptap's own shortcut, `Mod` for Control or Command. */
  readonly keys?: string;
  /** Nothing for what only does something once. */
  readonly isOn?: (editor: Editor) => boolean;
  /** Lower stays longer when there is little room. */
  readonly rank: number;
  readonly run: (chain: ChainedCommands) => ChainedCommands;
}

const history: readonly TextCommand[] = [
  {
    id: 'undo',
    icon: Undo2,
    group: 'history',
    label: (t) => t('toolbar.undo'),
    keys: 'Mod-z',
    rank: 5,
    run: (chain) => chain.undo(),
  },
  {
    id: 'redo',
    icon: Redo2,
    group: 'history',
    label: (t) => t('toolbar.redo'),
    keys: 'Mod-y',
    rank: 7,
    run: (chain) => chain.redo(),
  },
];

const marks: readonly TextCommand[] = [
  {
    id: 'bold',
    icon: Bold,
    group: 'marks',
    label: (t) => t('toolbar.bold'),
    keys: 'Mod-b',
    isOn: (editor) => editor.isActive('bold'),
    rank: 1,
    run: (chain) => chain.toggleBold(),
  },
  {
    id: 'italic',
    icon: Italic,
    group: 'marks',
    label: (t) => t('toolbar.italic'),
    keys: 'Mod-i',
    isOn: (editor) => editor.isActive('italic'),
    rank: 2,
    run: (chain) => chain.toggleItalic(),
  },
  {
    id: 'underline',
    icon: Underline,
    group: 'marks',
    label: (t) => t('toolbar.underline'),
    keys: 'Mod-u',
    isOn: (editor) => editor.isActive('underline'),
    rank: 8,
    run: (chain) => chain.toggleUnderline(),
  },
  {
    id: 'strike',
    icon: Strikethrough,
    group: 'marks',
    label: (t) => t('toolbar.strike'),
    keys: 'Mod-Shift-s',
    isOn: (editor) => editor.isActive('strike'),
    rank: 11,
    run: (chain) => chain.toggleStrike(),
  },
  {
    id: 'code',
    icon: Code,
    group: 'marks',
    label: (t) => t('toolbar.code'),
    keys: 'Mod-e',
    isOn: (editor) => editor.isActive('code'),
    rank: 12,
    run: (chain) => chain.toggleCode(),
  },
];

/** Behind the first tools: what is used less often. */
const formatTools = formatEntries
  .filter(({ menu }) => menu === 'tool')
  .map((entry: FormatEntry, index): TextCommand => ({ ...entry, group: 'marks', rank: 18 + index }));

const clearFormatting: TextCommand = {
  id: 'clearFormatting',
  icon: RemoveFormatting,
  group: 'insert',
  label: (t) => t('toolbar.clearFormatting'),
  keys: 'Mod-\\',
  rank: 15,
  run: (chain) => chain.clearFormatting(),
};

const toCommands = ({ toolRank, ...entry }: MenuEntry): readonly TextCommand[] =>
  toolRank === undefined ? [] : [{ ...entry, group: entry.group === 'lists' ? 'blocks' : 'insert', rank: toolRank }];

/**
 * Every tool that is one press, in the order of the toolbar, those of the blocks from their folders. The toolbar and its
 * overflow menu read it.
 */
export const textCommands: readonly TextCommand[] = [
  ...history,
  ...marks,
  ...formatTools,
  ...menuEntries.flatMap(toCommands),
  clearFormatting,
];
