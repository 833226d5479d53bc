import type { Command, EditorState } from '@tiptap/pm/state';
import { deleteTable, findTable, isInTable, mergeCells, selectedRect, splitCell } from '@tiptap/pm/tables';
import type { EditorView } from '@tiptap/pm/view';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  ChevronsLeftRight,
  ChevronsRightLeft,
  CornerRightDown,
  Equal,
  type LucideIcon,
  PanelLeft,
  PanelTop,
  Square,
  TableCellsMerge,
  TableCellsSplit,
  Trash2,
} from 'lucide-react';
import type { Translate } from '../contract.ts';
import { cellColors } from './cell-colors.ts';
import { canMove, moveLines } from './move-lines.ts';
import { repairTable } from './repair-table.ts';
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
import { measureColumns } from './table-view.ts';

/** Something that can be done with a table. */
export interface TableAction {
  readonly id: string;
  readonly icon: LucideIcon;
  readonly label: (t: Translate) => string;
  readonly hint?: string;
  readonly isDanger?: true;
  readonly isColor?: true;
  readonly isOn?: (state: EditorState) => boolean;
  readonly canRun: (state: EditorState) => boolean;
  /** A table that two people left ragged is made whole first. */
  readonly run: (view: EditorView) => void;
}

type Words = Pick<TableAction, 'id' | 'icon' | 'label'> & Partial<TableAction>;

/** A command of ProseMirror. What it can do to a ragged table shows once it is whole. */
const action = (words: Words, command: Command): TableAction => ({
  canRun: (state) => command(state),
  ...words,
  run: onWholeTable((view) => command(view.state, view.dispatch)),
});

const onWholeTable =
  (run: (view: EditorView) => void) =>
  (view: EditorView): void => {
    const { state } = view;
    const table = findTable(state.selection.$head);
    if (table != null) {
      const { tr } = state;
      repairTable(tr, table.pos);
      if (tr.docChanged) view.dispatch(tr);
    }
    run(view);
  };

const move = (words: Words, axis: 'row' | 'column', direction: -1 | 1): TableAction => ({
  ...words,
  canRun: (state) => canMove(state, axis, direction),
  run: onWholeTable((view) => moveLines(view, axis, direction)),
});

const deletion = (id: string, label: TableAction['label'], command: Command): TableAction =>
  action({ id, icon: Trash2, label, isDanger: true }, command);

export const rowActions: readonly TableAction[] = [
  action({ id: 'row-above', icon: BetweenHorizontalEnd, label: (t) => t('blocks:table.rowAbove') }, insertRow('above')),
  action(
    { id: 'row-below', icon: BetweenHorizontalStart, label: (t) => t('blocks:table.rowBelow') },
    insertRow('below'),
  ),
  move({ id: 'row-up', icon: ArrowUp, label: (t) => t('blocks:table.rowUp') }, 'row', -1),
  move({ id: 'row-down', icon: ArrowDown, label: (t) => t('blocks:table.rowDown') }, 'row', 1),
  deletion('delete-rows', (t) => t('blocks:table.deleteRows'), deleteRows),
];

export const columnActions: readonly TableAction[] = [
  action(
    { id: 'column-before', icon: BetweenVerticalEnd, label: (t) => t('blocks:table.columnBefore') },
    insertColumn('before'),
  ),
  action(
    { id: 'column-after', icon: BetweenVerticalStart, label: (t) => t('blocks:table.columnAfter') },
    insertColumn('after'),
  ),
  move({ id: 'column-back', icon: ArrowLeft, label: (t) => t('blocks:table.columnBack') }, 'column', -1),
  move({ id: 'column-on', icon: ArrowRight, label: (t) => t('blocks:table.columnOn') }, 'column', 1),
  widthAction({ id: 'wider', icon: ChevronsLeftRight, label: (t) => t('blocks:table.wider') }, 40),
  widthAction({ id: 'narrower', icon: ChevronsRightLeft, label: (t) => t('blocks:table.narrower') }, -40),
  deletion('delete-columns', (t) => t('blocks:table.deleteColumns'), deleteColumns),
];

export const cellActions: readonly TableAction[] = [
  action({ id: 'merge', icon: TableCellsMerge, label: (t) => t('blocks:table.merge') }, mergeCells),
  action({ id: 'split', icon: TableCellsSplit, label: (t) => t('blocks:table.split') }, splitCell),
  ...[null, ...cellColors].map((color) =>
    action(
      {
        id: `color-${color ?? 'none'}`,
        icon: Square,
        label: (t) => (color === null ? t('blocks:table.noColor') : t(`blocks:table.colors.${color}`)),
        isColor: true,
        isOn: (state) => backgroundOf(state) === color,
      },
      setBackground(color),
    ),
  ),
];

export const tableActions: readonly TableAction[] = [
  action(
    {
      id: 'header-row',
      icon: PanelTop,
      label: (t) => t('blocks:table.headerRow'),
      isOn: (state) => isHeaderOn(state, 'row'),
    },
    toggleHeader('row'),
  ),
  action(
    {
      id: 'header-column',
      icon: PanelLeft,
      label: (t) => t('blocks:table.headerColumn'),
      isOn: (state) => isHeaderOn(state, 'column'),
    },
    toggleHeader('column'),
  ),
  {
    id: 'even-columns',
    icon: Equal,
    label: (t) => t('blocks:table.evenColumns'),
    canRun: isInTable,
    run: ({ state, dispatch }) => {
      const table = findTable(state.selection.$head);
      if (table != null) setWidths(table.pos, [])(state, dispatch);
    },
  },
  action({ id: 'leave', icon: CornerRightDown, label: (t) => t('blocks:table.leave') }, leaveTable),
  deletion('delete-table', (t) => t('blocks:table.deleteTable'), deleteTable),
];

/** What a mouse does at the edge of a column. CSS pixels. */
function widthAction(words: Words, by: number): TableAction {
  return {
    ...words,
    canRun: isInTable,
    run: onWholeTable((view) => {
      const { state } = view;
      const found = findTable(state.selection.$head);
      const dom = found == null ? null : view.nodeDOM(found.pos);
      const table = dom instanceof HTMLElement ? dom.querySelector('table') : null;
      if (found == null || table === null) return;
      const { left, right } = selectedRect(state);
      const widths = measureColumns(table).map((width, column) =>
        column >= left && column < right ? width + by : width,
      );
      setWidths(found.pos, widths)(state, view.dispatch);
    }),
  };
}

function backgroundOf(state: EditorState): unknown {
  if (!isInTable(state)) return undefined;
  const { map, table, left, top } = selectedRect(state);
  return table.nodeAt(map.map[top * map.width + left] ?? 0)?.attrs['background'];
}
