import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { CellSelection, isInTable, mergeCells, selectedRect } from '@tiptap/pm/tables';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { blockActions } from '../../editor/block-actions/block-actions.ts';
import { selectedBlocks } from '../../editor/block-actions/selected-blocks.ts';
import { menuEntries } from '../../editor/blocks/menu-entries.ts';
import { moveLines } from '../../editor/blocks/table/move-lines.ts';
import {
  deleteColumns,
  deleteRows,
  insertColumn,
  insertRow,
  toggleHeader,
} from '../../editor/blocks/table/table-commands.ts';

/** What somebody does to the block that begins with a word. */
export type TestCommand = (editor: Editor, word: string) => void;

/** Where a word is: `from` before its first letter. */
function find(editor: Editor, word: string): number {
  let found = -1;
  editor.state.doc.descendants((node, pos) => {
    if (found < 0 && node.isText && node.text?.includes(word)) found = pos + node.text.indexOf(word);
  });
  return found;
}

/** Types in the middle of the block; nothing when the word is gone. */
export function typeAfter(editor: Editor, word: string, text: string): void {
  const at = find(editor, word);
  if (at < 0) return;
  for (const [index, letter] of [...text].entries())
    editor.view.dispatch(editor.state.tr.insertText(letter, at + word.length + index));
}

const inBlock =
  (run: (editor: Editor) => unknown): TestCommand =>
  (editor, word) => {
    const at = find(editor, word);
    if (at < 0) return;
    editor.commands.setTextSelection(at + word.length);
    run(editor);
  };

/** Selects the whole block at the caret. */
function selectBlock(editor: Editor): void {
  const { $from } = editor.state.selection;
  editor.commands.setNodeSelection($from.before($from.depth));
}

const copySelection = (editor: Editor): string =>
  editor.view.serializeForClipboard(editor.state.selection.content()).dom.innerHTML;

function split(editor: Editor): void {
  if (editor.commands.splitListItem('listItem') || editor.commands.splitListItem('taskItem')) return;
  editor.commands.splitBlock();
}

function join(editor: Editor): void {
  editor.commands.setTextSelection(editor.state.selection.$from.start());
  editor.commands.joinBackward();
}

function move(editor: Editor): void {
  selectBlock(editor);
  const { slice } = editor.view.serializeForClipboard(editor.state.selection.content());
  const { tr } = editor.state;
  tr.deleteSelection();
  editor.view.dispatch(tr.replace(tr.doc.content.size, tr.doc.content.size, slice));
}

function cutAndPaste(editor: Editor): void {
  selectBlock(editor);
  const html = copySelection(editor);
  editor.commands.deleteSelection();
  editor.commands.setTextSelection(editor.state.doc.content.size);
  editor.view.pasteHTML(html);
}

/** Puts a link to a document behind the word. Digits: no token has any. */
function link(editor: Editor): void {
  const marks = [
    { type: 'link', attrs: { href: 'https://ecritoire.example/d/0123456789_0123456789-', title: '2027' } },
  ];
  editor.commands.insertContent({ type: 'text', text: '2027', marks });
}

/** What the folders of the blocks offer: a new block is in the grid by being there. */
export const blockCommands: ReadonlyMap<string, TestCommand> = new Map(
  menuEntries
    // They ask which one; the links of the grid are made below.
    .filter(({ id, isRare }) => isRare !== true && !['document-link', 'emoji', 'mention'].includes(id))
    .map(({ id, run }) => [id, inBlock((editor) => run(editor.chain()).run())]),
);

/** What can be done with whole blocks. */
export const blockActionCommands: ReadonlyMap<string, TestCommand> = new Map(
  blockActions.map(({ id, run }) => [
    `${id} blocks`,
    inBlock((editor) => {
      if (run(editor.view) && id === 'duplicate') removeTokens(editor);
    }),
  ]),
);

/** A copy has what was typed before by its nature: without it, what stands twice is a fault here as well. */
function removeTokens({ state, view }: Editor): void {
  const range = selectedBlocks(state);
  const { tr } = state;
  state.doc.nodesBetween(range?.start ?? 0, range?.end ?? 0, (node, pos) => {
    for (const { index, 0: token } of node.text?.matchAll(/[A-ZÀ-Ö]+/g) ?? [])
      tr.delete(tr.mapping.map(pos + index), tr.mapping.map(pos + index + token.length));
  });
  if (tr.docChanged) view.dispatch(tr);
}

const ofTable = (run: (view: Editor['view']) => unknown): TestCommand =>
  inBlock((editor) => {
    if (isInTable(editor.state)) run(editor.view);
  });

const toTable = (command: Command): TestCommand => ofTable((view) => command(view.state, view.dispatch));

/** From the cell with the caret to the last of its row. */
const merge = ofTable((view) => {
  const { tableStart, map, top, left } = selectedRect(view.state);
  const cells = [left, map.width - 1].map((column) => tableStart + (map.map[top * map.width + column] ?? 0));
  const [first = 0, last = 0] = cells;
  view.dispatch(view.state.tr.setSelection(CellSelection.create(view.state.doc, first, last)));
  mergeCells(view.state, view.dispatch);
});

/** What the tools of a table do, to the one that a word is in. */
const tableCommands: Readonly<Record<string, TestCommand>> = {
  'row below': toTable(insertRow('below')),
  'column after': toTable(insertColumn('after')),
  'delete row': toTable(deleteRows),
  'delete column': toTable(deleteColumns),
  'row up': ofTable((view) => moveLines(view, 'row', -1)),
  'column on': ofTable((view) => moveLines(view, 'column', 1)),
  'merge cells': merge,
  'header row': toTable(toggleHeader('row')),
};

const structural: Readonly<Record<string, TestCommand>> = {
  ...Object.fromEntries(blockCommands),
  ...tableCommands,
  ...Object.fromEntries(blockActionCommands),
  split: inBlock(split),
  join: inBlock(join),
  link: inBlock(link),
  move: inBlock(move),
  'cut and paste': inBlock(cutAndPaste),
  'delete block': inBlock((editor) => {
    selectBlock(editor);
    editor.commands.deleteSelection();
  }),
};

/** The next step is one to undo by itself, as after a pause. */
export function pause(editor: Editor): void {
  yUndoPluginKey.getState(editor.state).undoManager.stopCapturing();
}

/** What was done so far cannot be undone. */
export function forgetUndo(editor: Editor): void {
  yUndoPluginKey.getState(editor.state).undoManager.clear();
}

const undone =
  (command: TestCommand): TestCommand =>
  (editor, word) => {
    pause(editor);
    const before = editor.state.doc;
    command(editor, word);
    if (!editor.state.doc.eq(before)) editor.commands.undo();
  };

export const testCommands: ReadonlyMap<string, TestCommand> = new Map<string, TestCommand>([
  ['nothing', () => undefined],
  ...Object.entries(structural),
  ...Object.entries(structural).map(([name, command]) => [`${name}, undone`, undone(command)] as const),
]);
