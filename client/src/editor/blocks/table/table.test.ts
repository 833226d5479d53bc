// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import { CellSelection, mergeCells, splitCell } from '@tiptap/pm/tables';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { copyOf, destroyEditors, exchange, mountEditor } from '../../block-ids/test-editor.ts';
import { assessContent } from '../../guard/assess-content.ts';
import { recordUpdates } from '../../guard/test-two-versions.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import { columnWidths, placeCells } from './columns.ts';
import { canMove, moveLines } from './move-lines.ts';
import { isRagged } from './repair-table.ts';
import { tableActions } from './table-actions.ts';
import {
  deleteColumns,
  deleteRows,
  insertColumn,
  insertRow,
  isHeaderOn,
  leaveTable,
  setBackground,
  setWidths,
  toggleHeader,
} from './table-commands.ts';
import { goToCell, openTable, wordsOf } from './test-tables.ts';

afterEach(destroyEditors);

const run = (editor: Editor, command: Command): boolean => command(editor.state, editor.view.dispatch);
const tableOf = ({ state }: Editor) => {
  const found = state.doc.children.find(({ type }) => type.name === 'table');
  if (found === undefined) throw new Error('No table');
  return found;
};
const attributesOf = (editor: Editor, name: string): unknown[][] =>
  tableOf(editor).children.map((row) => row.children.map(({ attrs }): unknown => attrs[name]));
const undoOnce = (editor: Editor) => editor.commands.undo();
const pause = (editor: Editor) => undoPartsOf(editor.state).undoManager.stopCapturing();

/** Somebody else on the same text. */
function joinedBy(doc: Y.Doc): { other: Y.Doc; bob: Editor } {
  const other = copyOf(doc);
  return { other, bob: mountEditor(other) };
}

describe('a table', () => {
  it('[T2] gets rows and columns that are headers and as wide as those they stand among', () => {
    const { editor } = openTable(['a', 'b'], ['c', 'd']);
    goToCell(editor, 'a');
    run(editor, toggleHeader('row'));
    run(editor, toggleHeader('column'));
    expect(attributesOf(editor, 'header')).toEqual([
      ['column', 'column'],
      ['row', null],
    ]);
    run(editor, setWidths(8, [100, 200]));
    goToCell(editor, 'd');
    run(editor, insertRow('below'));
    run(editor, insertColumn('after'));
    expect(attributesOf(editor, 'header')).toEqual([
      ['column', 'column', 'column'],
      ['row', null, null],
      ['row', null, null],
    ]);
    expect(attributesOf(editor, 'width')).toEqual([
      [100, 200, 200],
      [100, 200, 200],
      [100, 200, 200],
    ]);
  });

  it('[T2] has a header row and a header column that come and go without each other', () => {
    const { editor } = openTable(['a', 'b'], ['c', 'd']);
    goToCell(editor, 'd');
    run(editor, toggleHeader('column'));
    expect(isHeaderOn(editor.state, 'column')).toBe(true);
    run(editor, toggleHeader('row'));
    expect([isHeaderOn(editor.state, 'row'), isHeaderOn(editor.state, 'column')]).toEqual([true, true]);
    run(editor, toggleHeader('row'));
    expect([isHeaderOn(editor.state, 'row'), isHeaderOn(editor.state, 'column')]).toEqual([false, true]);
    run(editor, toggleHeader('column'));
    expect(attributesOf(editor, 'header').flat()).toEqual([null, null, null, null]);
  });

  it('[T2] moves rows and columns by one, with everything in them, and takes it back in one step', () => {
    const { editor } = openTable(['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']);
    const before = editor.getJSON();
    pause(editor);
    goToCell(editor, 'e');
    moveLines(editor.view, 'row', 1);
    expect(wordsOf(editor)).toEqual([
      ['a', 'b', 'c'],
      ['g', 'h', 'i'],
      ['d', 'e', 'f'],
    ]);
    expect(editor.state.selection.$from.parent.textContent).toBe('e');
    undoOnce(editor);
    expect(editor.getJSON()).toEqual(before);
    pause(editor);
    goToCell(editor, 'e');
    moveLines(editor.view, 'column', -1);
    expect(wordsOf(editor)[1]).toEqual(['e', 'd', 'f']);
    expect(editor.state.selection.$from.parent.textContent).toBe('e');
    moveLines(editor.view, 'column', 1);
    moveLines(editor.view, 'row', -1);
    expect(wordsOf(editor)[0]).toEqual(['d', 'e', 'f']);
    expect(canMove(editor.state, 'row', -1)).toBe(false);
  });

  it('[T2] moves no row over a header, nor through a merged cell', () => {
    const { editor } = openTable(['a', 'b'], ['c', 'd'], ['e', 'f']);
    goToCell(editor, 'c');
    run(editor, toggleHeader('row'));
    expect(canMove(editor.state, 'row', -1)).toBe(false);
    expect(canMove(editor.state, 'row', 1)).toBe(true);
    goToCell(editor, 'd', 'f');
    run(editor, mergeCells);
    goToCell(editor, 'c');
    expect(canMove(editor.state, 'row', 1)).toBe(false);
  });

  it('[T2] merges cells with all of their words, and splits them again', () => {
    const { editor } = openTable(['a', 'b'], ['c', 'd']);
    goToCell(editor, 'a', 'b');
    run(editor, mergeCells);
    expect(wordsOf(editor)).toEqual([['ab'], ['c', 'd']]);
    run(editor, splitCell);
    expect(wordsOf(editor)).toEqual([
      ['ab', ''],
      ['c', 'd'],
    ]);
    expect(isRagged(tableOf(editor))).toBe(false);
  });

  it('[T2] goes with its last row or column, and is left for a line below it', () => {
    const { editor } = openTable(['a', 'b']);
    goToCell(editor, 'a');
    run(editor, deleteColumns);
    expect(wordsOf(editor)).toEqual([['b']]);
    run(editor, leaveTable);
    expect(editor.state.selection.$from.parent.textContent).toBe('after');
    goToCell(editor, 'b');
    run(editor, deleteRows);
    expect(editor.getText({ blockSeparator: ' ' })).toBe('before after');
  });

  it('[T2] offers nothing for its cells, rows and columns outside of it', () => {
    const { editor } = openTable(['a']);
    editor.commands.setTextSelection(2);
    for (const { canRun } of tableActions) expect(canRun(editor.state)).toBe(false);
  });

  it('[T1] keeps what two people did at once: a column here, a row there, and no repair by looking at it', () => {
    const { doc, editor } = openTable(['a', 'b'], ['c', 'd']);
    const { other, bob } = joinedBy(doc);
    goToCell(editor, 'b');
    run(editor, insertColumn('after'));
    goToCell(bob, 'c');
    run(bob, insertRow('below'));
    exchange(doc, other);
    const updates = [recordUpdates(doc), recordUpdates(other), recordUpdates(copyOf(doc))];
    expect(wordsOf(editor)).toEqual([
      ['a', 'b', ''],
      ['c', 'd', ''],
      ['', ''],
    ]);
    expect(wordsOf(bob)).toEqual(wordsOf(editor));
    mountEditor(copyOf(doc));
    for (const person of [editor, bob]) {
      goToCell(person, 'a');
      person.commands.selectAll();
    }
    expect(updates).toEqual([[], [], []]);

    // Typing repairs nothing: two people who type at once would both do it.
    for (const person of [editor, bob]) {
      goToCell(person, 'a');
      person.view.dispatch(person.state.tr.insertText('!'));
    }
    expect([isRagged(tableOf(editor)), isRagged(tableOf(bob))]).toEqual([true, true]);
    exchange(doc, other);
    expect(isRagged(tableOf(editor))).toBe(true);

    goToCell(bob, 'c');
    for (const { id, run: act } of tableActions) if (id === 'header-row') act(bob.view);
    exchange(doc, other);
    expect(wordsOf(editor)[2]).toEqual(['', '', '']);
    expect(editor.getJSON()).toEqual(bob.getJSON());
  });

  it('[T1] is made whole before cells are selected, where somebody may write, and not where nobody may', () => {
    const ragged = () => {
      const { doc, editor } = openTable(['a', 'b'], ['c']);
      return { doc, editor };
    };
    const { doc, editor } = ragged();
    // What is put in here is whole at once.
    expect(wordsOf(editor)).toEqual([
      ['a', 'b'],
      ['c', ''],
    ]);
    const cells = doc.getXmlFragment('content').get(1);
    if (!(cells instanceof Y.XmlElement)) throw new Error('No table');
    const line = cells.get(1);
    if (!(line instanceof Y.XmlElement)) throw new Error('No row');
    doc.transact(() => line.delete(1), 'remote');
    editor.setEditable(false);
    const updates = recordUpdates(doc);
    goToCell(editor, 'a', 'b');
    expect(updates).toEqual([]);
    editor.setEditable(true);
    goToCell(editor, 'a', 'b');
    expect(isRagged(tableOf(editor))).toBe(false);
  });

  it('[M1] made a header, coloured or given widths here keeps what is typed in it there', () => {
    const { doc, editor } = openTable(['alpha', 'b'], ['c', 'd']);
    const { other, bob } = joinedBy(doc);
    goToCell(bob, 'alpha');
    bob.view.dispatch(bob.state.tr.insertText('typed '));
    goToCell(editor, 'alpha');
    run(editor, toggleHeader('row'));
    run(editor, setBackground('red'));
    run(editor, setWidths(8, [90, 90]));
    exchange(doc, other);
    for (const person of [editor, bob]) expect(wordsOf(person)[0]).toEqual(['typed alpha', 'b']);
    expect(attributesOf(bob, 'header')[0]).toEqual(['column', 'column']);
  });

  it('[T1] is whole after every change made here, whatever was merged and split before', () => {
    const commands: Command[] = [
      insertRow('above'),
      insertRow('below'),
      insertColumn('before'),
      insertColumn('after'),
      deleteRows,
      deleteColumns,
      splitCell,
      toggleHeader('row'),
      toggleHeader('column'),
    ];
    const step = fc.record({ what: fc.nat(commands.length + 5), at: fc.nat(50), to: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 15 }), (steps) => {
        const { doc, editor } = openTable(['a', 'b', 'c'], ['d', 'e', 'f'], ['g', 'h', 'i']);
        for (const { what, at, to } of steps) act(editor, { what, at, to }, commands);
        const found = editor.state.doc.children.find(({ type }) => type.name === 'table');
        if (found !== undefined) expect(isRagged(found)).toBe(false);
        editor.state.doc.check();
        expect(assessContent(doc.getXmlFragment('content')).kind).toBe('mountable');
        destroyEditors();
      }),
      { seed: 7, numRuns: 20 },
    );
  }, 60_000);

  it('[G4] is only shown where a document gives a cell a span that nobody means', () => {
    for (const colspan of [0, -1, 1.5, 1e9, 'x']) {
      const doc = copyOf(openTable(['a']).doc);
      const cell = doc.getXmlFragment('content').toArray().flatMap(cellsIn)[0];
      // A stock client is not held to the types.
      Reflect.apply(Y.XmlElement.prototype.setAttribute, cell, ['colspan', colspan]);
      expect(assessContent(doc.getXmlFragment('content')).kind).toBe('frozen');
    }
  });

  it('[EDIT-BLOCK] comes from a spreadsheet or a web page without its looks', () => {
    const { editor } = openTable(['x']);
    editor.commands.setContent(
      '<style>td{color:red}</style><table style="width:9px" width="99"><colgroup><col width="64"></colgroup><thead><tr><th>Site</th><th>Cost</th></tr></thead><tbody><tr><th>Lille</th><td style="background:#f00" colspan="99999">12</td></tr><tr><td></td></tr></tbody></table>',
    );
    expect(attributesOf(editor, 'header').slice(0, 2)).toEqual([
      expect.arrayContaining(['column', 'column']),
      ['row', null],
    ]);
    expect(
      attributesOf(editor, 'background')
        .flat()
        .every((color) => color === null),
    ).toBe(true);
    expect(isRagged(tableOf(editor))).toBe(false);
    expect(editor.getHTML()).not.toContain('style');
  });
});

const cellsIn = (node: unknown): Y.XmlElement[] => {
  if (!(node instanceof Y.XmlElement)) return [];
  return node.nodeName === 'tableCell' ? [node] : node.toArray().flatMap(cellsIn);
};

/** Does one of many things at some cell, or to the cells between two. */
function act(
  editor: Editor,
  { what, at, to }: { what: number; at: number; to: number },
  commands: readonly Command[],
): void {
  const cells: number[] = [];
  editor.state.doc.descendants((node, pos) => {
    if (node.type.name === 'tableCell') cells.push(pos);
  });
  const [first, last] = [at, to].map((index) => cells[index % cells.length]);
  if (first === undefined || last === undefined) return;
  editor.commands.setTextSelection(first + 2);
  const command = commands[what];
  if (command !== undefined) run(editor, command);
  else if (what === commands.length) moveLines(editor.view, 'row', 1);
  else if (what === commands.length + 1) moveLines(editor.view, 'column', -1);
  else {
    editor.view.dispatch(editor.state.tr.setSelection(CellSelection.create(editor.state.doc, first, last)));
    run(editor, mergeCells);
  }
}

describe('the columns of a table', () => {
  it('[T2] are found as a browser finds them', () => {
    const cell = (rowspan = 1, colspan = 1) => ({ rowspan, colspan });
    const { cells, columnCount } = placeCells([[cell(2), cell(1, 2)], [cell(), cell()], [cell()]]);
    expect(cells.map(({ row, column }) => [row, column])).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 0],
    ]);
    expect(columnCount).toBe(3);
  });

  it('[T2] have the width that their first cell with one says, also under a merged one', () => {
    const cell = (width: number | null, colspan = 1) => ({ rowspan: 1, colspan, width });
    expect(columnWidths([[cell(300, 2)], [cell(80), cell(null)], [cell(90), cell(120)]])).toEqual([80, 120]);
  });
});
