import type { Node } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { isInTable, selectedRect, TableMap, type TableRect } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';

type Axis = 'row' | 'column';

/**
 * Whether the selected rows or columns can change places with the one before (-1) or behind them (1). Not where a merged cell
 * lies across, nor with a header, which says what the others are.
 */
export function canMove(state: EditorState, axis: Axis, direction: -1 | 1): boolean {
  return isInTable(state) && neighbourOf(selectedRect(state), axis, direction) !== undefined;
}

/**
 * Moves them, by taking the neighbour out and putting it in on their other side: two changes, because in one the shared
 * document would see each line become the other, and what somebody types in one meanwhile would end up in the other. The
 * caret and the selection stay where they are.
 */
export function moveLines(view: EditorView, axis: Axis, direction: -1 | 1): void {
  if (!isInTable(view.state)) return;
  const rect = selectedRect(view.state);
  const from = neighbourOf(rect, axis, direction);
  if (from === undefined) return;
  const [start, end] = axis === 'row' ? [rect.top, rect.bottom] : [rect.left, rect.right];
  const to = direction < 0 ? end - 1 : start;
  if (axis === 'row') moveRow(view, rect, from, to);
  else moveColumn(view, rect, from, to);
}

function neighbourOf({ map, table, ...rect }: TableRect, axis: Axis, direction: -1 | 1): number | undefined {
  const [start, end, count] = axis === 'row' ? [rect.top, rect.bottom, map.height] : [rect.left, rect.right, map.width];
  const neighbour = direction < 0 ? start - 1 : end;
  if (neighbour < 0 || neighbour >= count || map.problems !== null) return undefined;
  const edges = [start, end, neighbour, neighbour + 1];
  if (edges.some((edge) => isCrossed(map, axis, edge))) return undefined;
  const own = axis === 'row' ? 'column' : 'row';
  const isHeader = (line: number) =>
    cellsOf(map, axis, line).some((pos) => table.nodeAt(pos)?.attrs['header'] === own && line === 0);
  return isHeader(neighbour) || isHeader(start) ? undefined : neighbour;
}

/** Whether a cell lies on both sides of the edge before a row or a column. */
function isCrossed({ map, width, height }: TableMap, axis: Axis, edge: number): boolean {
  if (edge <= 0 || edge >= (axis === 'row' ? height : width)) return false;
  const length = axis === 'row' ? width : height;
  return Array.from({ length }, (_, index) => index).some((index) =>
    axis === 'row'
      ? map[edge * width + index] === map[(edge - 1) * width + index]
      : map[index * width + edge] === map[index * width + edge - 1],
  );
}

const cellsOf = (map: TableMap, axis: Axis, line: number): number[] =>
  map.cellsInRect(
    axis === 'row'
      ? { left: 0, right: map.width, top: line, bottom: line + 1 }
      : { left: line, right: line + 1, top: 0, bottom: map.height },
  );

function moveRow(view: EditorView, { table, tableStart }: TableRect, from: number, to: number): void {
  const row = table.child(from);
  const at = tableStart + sizeBefore(table, from);
  view.dispatch(view.state.tr.delete(at, at + row.nodeSize));
  const rest = view.state.doc.nodeAt(tableStart - 1);
  if (rest !== null) view.dispatch(view.state.tr.insert(tableStart + sizeBefore(rest, to), row).scrollIntoView());
}

function moveColumn(view: EditorView, { map, table, tableStart }: TableRect, from: number, to: number): void {
  const moved = cellsOf(map, 'column', from).flatMap((pos) => {
    const cell = table.nodeAt(pos);
    return cell === null ? [] : [{ cell, pos, row: map.findCell(pos).top }];
  });
  const removal = view.state.tr;
  for (const { cell, pos } of moved.toReversed()) removal.delete(tableStart + pos, tableStart + pos + cell.nodeSize);
  view.dispatch(removal);
  const rest = view.state.doc.nodeAt(tableStart - 1);
  if (rest === null) return;
  const { tr } = view.state;
  const restMap = TableMap.get(rest);
  for (const { cell, row } of moved.toReversed()) tr.insert(tableStart + restMap.positionAt(row, to, rest), cell);
  view.dispatch(tr.scrollIntoView());
}

function sizeBefore(table: Node, row: number): number {
  let size = 0;
  for (let index = 0; index < row; index += 1) size += table.child(index).nodeSize;
  return size;
}
