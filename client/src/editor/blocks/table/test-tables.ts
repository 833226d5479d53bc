import type { Editor, JSONContent } from '@tiptap/core';
import { CellSelection } from '@tiptap/pm/tables';
import * as Y from 'yjs';
import { mountEditor, page, paragraph } from '../../block-ids/test-editor.ts';

const row = (...words: string[]): JSONContent => ({
  type: 'tableRow',
  content: words.map((word) => ({ type: 'tableCell', content: [paragraph(word)] })),
});

/** A table that says this, a list of words for each row. */
export const table = (...rows: string[][]): JSONContent => ({
  type: 'table',
  content: rows.map((words) => row(...words)),
});

export function openTable(...rows: string[][]): { doc: Y.Doc; editor: Editor } {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(page(paragraph('before'), table(...rows), paragraph('after')));
  return { doc, editor };
}

/** The words of each row; what lies over several columns once. */
export function wordsOf(editor: Editor): string[][] {
  const rows: string[][] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name === 'tableRow') rows.push(node.children.map((cell) => cell.textContent));
    return node.type.name !== 'tableRow';
  });
  return rows;
}

function cellWith(editor: Editor, word: string): number {
  let found = -1;
  editor.state.doc.descendants((node, pos) => {
    if (node.type.name === 'tableCell' && node.textContent === word) found = pos;
  });
  if (found < 0) throw new Error(`No cell says ${word}`);
  return found;
}

/** Puts the caret into the cell that says `word`; with `last`, selects the cells from the one to the other. */
export function goToCell(editor: Editor, word: string, last?: string): void {
  if (last === undefined) editor.commands.setTextSelection(cellWith(editor, word) + 2);
  else {
    const { doc, tr } = editor.state;
    editor.view.dispatch(tr.setSelection(CellSelection.create(doc, cellWith(editor, word), cellWith(editor, last))));
  }
}
