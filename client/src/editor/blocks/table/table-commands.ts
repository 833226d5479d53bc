import { type Command, type EditorState, Selection, type Transaction } from '@tiptap/pm/state';
import {
  addColumn,
  addRow,
  deleteColumn,
  deleteRow,
  deleteTable,
  findTable,
  isInTable,
  mergeCells,
  type Rect,
  selectedRect,
  splitCell,
  TableMap,
  type TableRect,
} from '@tiptap/pm/tables';
import type { CellColor } from './cell-colors.ts';
import { toWidth } from './columns.ts';

const inTable =
  (run: (tr: Transaction, rect: TableRect) => void, canRun: (rect: TableRect) => boolean = () => true): Command =>
  (state, dispatch) => {
    if (!isInTable(state)) return false;
    const rect = selectedRect(state);
    if (!canRun(rect)) return false;
    if (dispatch !== undefined) {
      const { tr } = state;
      run(tr, rect);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };

export const insertRow = (side: 'above' | 'below'): Command =>
  inTable((tr, rect) => {
    const at = side === 'above' ? rect.top : rect.bottom;
    addRow(tr, rect, at);
    dress(tr, rect.tableStart, (map) => ({ left: 0, right: map.width, top: at, bottom: at + 1 }));
  });

export const insertColumn = (side: 'before' | 'after'): Command =>
  inTable((tr, rect) => {
    const at = side === 'before' ? rect.left : rect.right;
    addColumn(tr, rect, at);
    dress(tr, rect.tableStart, (map) => ({ left: at, right: at + 1, top: 0, bottom: map.height }));
  });

/** New cells are headers where the row or column is one, and as wide as their column, or as the one beside them. */
function dress(tr: Transaction, tableStart: number, rectOf: (map: TableMap) => Rect): void {
  const table = tr.doc.nodeAt(tableStart - 1);
  if (table === null) return;
  const map = TableMap.get(table);
  const fresh = map.cellsInRect(rectOf(map));
  const cellsIn = (rect: Rect) =>
    map.cellsInRect(rect).flatMap((pos) => (fresh.includes(pos) ? [] : (table.nodeAt(pos)?.attrs ?? [])));
  for (const pos of fresh) {
    const { left, right, top, bottom } = map.findCell(pos);
    const inRow = cellsIn({ left: 0, right: map.width, top, bottom });
    const inColumn = cellsIn({ left, right, top: 0, bottom: map.height });
    const isOfRow = inColumn.some(({ header }) => header === 'row');
    const header = inRow.some((cell) => cell['header'] === 'column') ? 'column' : isOfRow ? 'row' : null;
    const next = left > 0 ? { left: left - 1, right: left } : { left: right, right: right + 1 };
    const beside = inColumn.length > 0 ? inColumn : cellsIn({ ...next, top, bottom });
    const width = toWidth(beside.find((cell) => cell['width'] !== null && cell['colspan'] === 1)?.['width']);
    tr.setNodeAttribute(tableStart + pos, 'header', header).setNodeAttribute(tableStart + pos, 'width', width);
  }
}

/** Rows and columns that are all of the table go with it. */
export const deleteRows: Command = (state, dispatch) => deleteRow(state, dispatch) || deleteIfWhole(state, dispatch);
export const deleteColumns: Command = (state, dispatch) =>
  deleteColumn(state, dispatch) || deleteIfWhole(state, dispatch);

const deleteIfWhole: Command = (state, dispatch) => isInTable(state) && deleteTable(state, dispatch);

export { deleteTable, mergeCells, splitCell };

export function isHeaderOn(state: EditorState, axis: 'row' | 'column'): boolean {
  return isInTable(state) && headerCells(selectedRect(state), axis).isOn;
}

/** Makes the first row, or the first column, say what is in the columns, or the rows; or no longer. */
export const toggleHeader = (axis: 'row' | 'column'): Command =>
  inTable((tr, rect) => {
    const { isOn, own, cells } = headerCells(rect, axis);
    const other = axis === 'row' ? 'column' : 'row';
    const isOther = headerCells(rect, other).isOn;
    for (const [index, pos] of cells.entries()) {
      // The cell in the corner goes on being the header of the other direction.
      const isCorner = index === 0;
      if (isCorner && axis === 'column' && isOther) continue;
      const without = isCorner && isOther ? 'row' : null;
      tr.setNodeAttribute(rect.tableStart + pos, 'header', isOn ? without : own);
    }
  });

function headerCells({ map, table }: TableRect, axis: 'row' | 'column') {
  const first = axis === 'row' ? { right: map.width, bottom: 1 } : { right: 1, bottom: map.height };
  const cells = map.cellsInRect({ left: 0, top: 0, ...first });
  const own = axis === 'row' ? 'column' : 'row';
  const headers = cells.map((pos): unknown => table.nodeAt(pos)?.attrs['header']);
  const counted = axis === 'column' && headers[0] === 'column' && headers.length > 1 ? headers.slice(1) : headers;
  return { own, cells, isOn: counted.every((header) => header === own) };
}

/** The colour of the selected cells, or of the one with the caret. */
export const setBackground = (color: CellColor | null): Command =>
  inTable((tr, rect) => {
    for (const pos of rect.map.cellsInRect(rect)) tr.setNodeAttribute(rect.tableStart + pos, 'background', color);
  });

/** Gives columns their widths, by their index, in CSS pixels: one change. */
export const setWidths =
  (tablePos: number, widths: readonly (number | null)[]): Command =>
  ({ tr }, dispatch) => {
    const table = tr.doc.nodeAt(tablePos);
    if (table?.type.name !== 'table') return false;
    const map = TableMap.get(table);
    for (const pos of new Set(map.map)) {
      const cell = table.nodeAt(pos);
      if (cell?.type.name !== 'tableCell' || cell.attrs['colspan'] !== 1) continue;
      const width = toWidth(widths[map.colCount(pos)]);
      if (cell.attrs['width'] !== width) tr.setNodeAttribute(tablePos + 1 + pos, 'width', width);
    }
    if (tr.docChanged) dispatch?.(tr);
    return tr.docChanged;
  };

/** Out of the table, to a line of text below it, which is made where there is none. */
export const leaveTable: Command = (state, dispatch) => {
  const found = findTable(state.selection.$head);
  const { paragraph } = state.schema.nodes;
  if (found === null || found === undefined || paragraph === undefined) return false;
  const end = found.pos + found.node.nodeSize;
  const { tr } = state;
  if (state.doc.resolve(end).nodeAfter?.isTextblock !== true) tr.insert(end, paragraph.create());
  dispatch?.(tr.setSelection(Selection.near(tr.doc.resolve(end + 1))).scrollIntoView());
  return true;
};
