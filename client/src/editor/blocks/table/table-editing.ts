import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { CellSelection, tableEditing } from '@tiptap/pm/tables';
import { toLocalChange } from '../../block-ids/local-change.ts';
import { isRagged, repairTable } from './repair-table.ts';

/**
 * Cells can be selected, walked through, copied and pasted as prosemirror-tables has it, but a table is repaired only in
 * answer to what is done here to its cells, never by looking at it, by typing in it, or for what arrives (rule T1).
 */
export function createTableEditing(isEditable: () => boolean): Plugin {
  const stock = tableEditing();
  return new Plugin({
    ...stock.spec,
    appendTransaction: (transactions, _before, after) =>
      repairChanged(transactions, after) ??
      repairSelected(after, isEditable()) ??
      // Given one text as the one before and the one after, it only looks at the selection.
      stock.spec.appendTransaction?.(transactions, after, after),
  });
}

/** Tables of which a change made here took or gave cells. */
function repairChanged(transactions: readonly Transaction[], { doc, tr }: EditorState): Transaction | undefined {
  const change = toLocalChange(transactions);
  if (change === undefined) return undefined;
  const tables: number[] = [];
  const back = change.mapping.invert();
  const { from, to } = change.range;
  doc.nodesBetween(from, Math.min(Math.max(to, from + 1), doc.content.size), (node, pos) => {
    if (!isTable(node) || !isRagged(node)) return !node.isTextblock;
    const former = change.before.nodeAt(Math.min(back.map(pos, 1), change.before.content.size));
    if (former === null || !isTable(former) || formOf(former) !== formOf(node)) tables.push(pos);
    return true;
  });
  for (const pos of tables.reverse()) repairTable(tr, pos);
  return tr.docChanged ? tr : undefined;
}

/** What is done to selected cells needs to know which they are. Where nothing can be changed, the words are selected. */
function repairSelected({ doc, selection, tr }: EditorState, isEditable: boolean): Transaction | undefined {
  if (!(selection instanceof CellSelection) || !isRagged(selection.$anchorCell.node(-1))) return undefined;
  if (isEditable) repairTable(tr, selection.$anchorCell.before(-1));
  return tr.docChanged ? tr : tr.setSelection(TextSelection.near(doc.resolve(selection.$headCell.pos + 1)));
}

const isTable = (node: Node): boolean => node.type.spec['tableRole'] === 'table';

/** Which cells there are, and how large. */
const formOf = (table: Node): string =>
  table.children
    .map((row) => row.children.map(({ attrs }) => `${attrs['colspan']}x${attrs['rowspan']}`).join(' '))
    .join('\n');
