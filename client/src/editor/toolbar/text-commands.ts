import type { ChainedCommands, Editor } from '@tiptap/core';
import type { LucideIcon } from 'lucide-react';
import {
  Bold,
  Code,
  FileSymlink,
  Italic,
  List,
  ListOrdered,
  ListTodo,
  Minus,
  Quote,
  Redo2,
  RemoveFormatting,
  SquareCode,
  Strikethrough,
  Underline,
  Undo2,
} from 'lucide-react';

export type TextCommandId =
  | 'undo'
  | 'redo'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'code'
  | 'bulletList'
  | 'orderedList'
  | 'taskList'
  | 'blockquote'
  | 'codeBlock'
  | 'horizontalRule'
  | 'documentLink'
  | 'clearFormatting';

export interface TextCommand {
  /** Also the name of the node or mark, for those that can be on or off. */
  readonly id: TextCommandId;
  readonly icon: LucideIcon;
  readonly group: 'history' | 'marks' | 'blocks' | 'insert';
  /** Tiptap's own shortcut, `Mod` for Control or Command. */
  readonly keys?: string;
  readonly canBeOn: boolean;
  /** Lower stays longer when there is little room. */
  readonly rank: number;
  readonly run: (chain: ChainedCommands) => ChainedCommands;
}

/** Every tool that is one press, in the order of the toolbar. The toolbar, its overflow menu and the list of shortcuts read it. */
export const textCommands: readonly TextCommand[] = [
  { id: 'undo', icon: Undo2, group: 'history', keys: 'Mod-z', canBeOn: false, rank: 5, run: (chain) => chain.undo() },
  { id: 'redo', icon: Redo2, group: 'history', keys: 'Mod-y', canBeOn: false, rank: 7, run: (chain) => chain.redo() },
  { id: 'bold', icon: Bold, group: 'marks', keys: 'Mod-b', canBeOn: true, rank: 1, run: (chain) => chain.toggleBold() },
  {
    id: 'italic',
    icon: Italic,
    group: 'marks',
    keys: 'Mod-i',
    canBeOn: true,
    rank: 2,
    run: (chain) => chain.toggleItalic(),
  },
  {
    id: 'underline',
    icon: Underline,
    group: 'marks',
    keys: 'Mod-u',
    canBeOn: true,
    rank: 8,
    run: (chain) => chain.toggleUnderline(),
  },
  {
    id: 'strike',
    icon: Strikethrough,
    group: 'marks',
    keys: 'Mod-Shift-s',
    canBeOn: true,
    rank: 11,
    run: (chain) => chain.toggleStrike(),
  },
  {
    id: 'code',
    icon: Code,
    group: 'marks',
    keys: 'Mod-e',
    canBeOn: true,
    rank: 12,
    run: (chain) => chain.toggleCode(),
  },
  {
    id: 'bulletList',
    icon: List,
    group: 'blocks',
    keys: 'Mod-Shift-8',
    canBeOn: true,
    rank: 3,
    run: (chain) => chain.toggleBulletList(),
  },
  {
    id: 'orderedList',
    icon: ListOrdered,
    group: 'blocks',
    keys: 'Mod-Shift-7',
    canBeOn: true,
    rank: 6,
    run: (chain) => chain.toggleOrderedList(),
  },
  {
    id: 'taskList',
    icon: ListTodo,
    group: 'blocks',
    keys: 'Mod-Shift-9',
    canBeOn: true,
    rank: 4,
    run: (chain) => chain.toggleTaskList(),
  },
  {
    id: 'documentLink',
    icon: FileSymlink,
    group: 'insert',
    keys: 'Mod-Shift-k',
    canBeOn: false,
    rank: 9,
    run: (chain) => chain.startDocumentLink(),
  },
  {
    id: 'blockquote',
    icon: Quote,
    group: 'insert',
    keys: 'Mod-Shift-b',
    canBeOn: true,
    rank: 10,
    run: (chain) => chain.toggleBlockquote(),
  },
  {
    id: 'codeBlock',
    icon: SquareCode,
    group: 'insert',
    keys: 'Mod-Alt-c',
    canBeOn: true,
    rank: 14,
    run: (chain) => chain.toggleCodeBlock(),
  },
  {
    id: 'horizontalRule',
    icon: Minus,
    group: 'insert',
    canBeOn: false,
    rank: 13,
    run: (chain) => chain.setHorizontalRule(),
  },
  {
    id: 'clearFormatting',
    icon: RemoveFormatting,
    group: 'insert',
    canBeOn: false,
    rank: 15,
    run: (chain) => chain.unsetAllMarks().clearNodes(),
  },
];

export type BlockType = 'paragraph' | 1 | 2 | 3 | 4 | 5 | 6 | 'other';

/** What kind of text block holds the caret. */
export function blockTypeOf(editor: Editor): BlockType {
  const parent = editor.state.selection.$from.parent;
  if (parent.type.name === 'paragraph') return 'paragraph';
  const level: unknown = parent.type.name === 'heading' ? parent.attrs['level'] : undefined;
  return level === 1 || level === 2 || level === 3 || level === 4 || level === 5 || level === 6 ? level : 'other';
}
