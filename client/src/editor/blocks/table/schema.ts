import { Node } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';
import type { BlockSchema } from '../contract.ts';
import { cellColors } from './cell-colors.ts';
import { mostSpan, toSpan, toWidth } from './columns.ts';
import { createTable } from './create-table.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    table: {
      /** Puts a table of three rows and columns behind the block with the caret, and the caret into its first cell. */
      insertTable: () => ReturnType;
    };
  }
}

/** What prosemirror-tables calls each. */
const roles: Readonly<Record<string, string>> = { table: 'table', tableRow: 'row', tableCell: 'cell' };

const Table = Node.create({
  name: 'table',
  group: 'block',
  content: 'tableRow+',
  isolating: true,
  extendNodeSchema: ({ name }) => (roles[name] === undefined ? {} : { tableRole: roles[name] }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
  addCommands: () => ({
    insertTable:
      () =>
      ({ tr, state, dispatch }) => {
        const table = createTable(state.schema, 3, 3);
        if (table === undefined) return false;
        const { $to } = tr.selection;
        const block = $to.depth === 0 ? $to.pos : $to.after($to.depth);
        const isInPlace = $to.depth > 0 && $to.parent.isTextblock && $to.parent.content.size === 0;
        if (dispatch === undefined) return true;
        const from = isInPlace ? $to.before($to.depth) : block;
        tr.replaceRangeWith(from, block, table);
        const at = tr.doc.nodeAt(from)?.type === table.type ? from : tr.mapping.map(from, -1);
        tr.setSelection(Selection.near(tr.doc.resolve(at + 3), 1)).scrollIntoView();
        return true;
      },
  }),
});

const TableRow = Node.create({
  name: 'tableRow',
  content: 'tableCell*',
  parseHTML: () => [{ tag: 'tr' }],
  renderHTML: ({ HTMLAttributes }) => ['tr', HTMLAttributes, 0],
});

const span = (name: 'colspan' | 'rowspan') => ({
  default: 1,
  // ProseMirror lays a table out by these before anything is drawn.
  validate: (value: unknown) => {
    if (toSpan(value) !== value) throw new RangeError(`A cell over ${String(value)} rows or columns`);
  },
  parseHTML: (element: HTMLElement) => Math.min(toSpan(Number(element.getAttribute(name) ?? 1)), mostSpan),
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === 1 ? {} : { [name]: toSpan(attributes[name]) },
});

/**
 * A cell says itself whether it is a header, so that making a row or a column one changes an attribute: as a block of
 * another kind, all of its cells would be replaced, and words that somebody types in them meanwhile would have to be put back.
 */
const TableCell = Node.create({
  name: 'tableCell',
  content: 'block+',
  isolating: true,
  addAttributes: () => ({
    colspan: span('colspan'),
    rowspan: span('rowspan'),
    /** Of its column, in CSS pixels; nothing for its part of the room. */
    width: {
      default: null,
      parseHTML: (element) => toWidth(Number(element.getAttribute('data-width') ?? Number.NaN)),
      renderHTML: ({ width }) => (toWidth(width) === null ? {} : { 'data-width': toWidth(width) }),
    },
    background: {
      default: null,
      parseHTML: (element) => cellColors.find((color) => color === element.getAttribute('data-background')) ?? null,
      renderHTML: ({ background }) => (typeof background === 'string' ? { 'data-background': background } : {}),
    },
    /** What it is the header of: its `column`, its `row`, or nothing. */
    header: {
      default: null,
      parseHTML: headerOf,
      renderHTML: ({ header }) => (isHeader(header) ? { scope: header === 'row' ? 'row' : 'col' } : {}),
    },
  }),
  parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
  renderHTML: ({ node, HTMLAttributes }) => [isHeader(node.attrs['header']) ? 'th' : 'td', HTMLAttributes, 0],
});

const isHeader = (written: unknown): boolean => written === 'column' || written === 'row';

/** Most pages do not say what a header is the header of: those in the first row, and those of the head, are of columns. */
function headerOf(element: HTMLElement): 'column' | 'row' | null {
  if (element.tagName !== 'TH') return null;
  const scope = element.getAttribute('scope') ?? '';
  if (scope.startsWith('row')) return 'row';
  if (scope.startsWith('col')) return 'column';
  const row = element.closest('tr');
  return row !== null && row !== element.closest('table')?.querySelector('tr') && element.closest('thead') === null
    ? 'row'
    : 'column';
}

export const schema: BlockSchema = {
  extensions: [Table, TableRow, TableCell],
  kinds: { table: 'table', tableRow: 'row', tableCell: 'cell' },
};
