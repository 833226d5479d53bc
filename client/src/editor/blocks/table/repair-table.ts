import type { Node } from '@tiptap/pm/model';
import { EditorState, type Transaction } from '@tiptap/pm/state';
import { fixTables, TableMap } from '@tiptap/pm/tables';
import { StepMap } from '@tiptap/pm/transform';
import { toSpan } from './columns.ts';

/** Whether its rows are not equally long, or cells lie over each other: what two people make without seeing each other. */
export const isRagged = (table: Node): boolean => TableMap.get(table).problems !== null;

/** One repair may uncover another: a cell that lay over others is made smaller, then its row is too short. */
const mostRounds = 5;

/**
 * Gives every row of the table at `pos` the same number of cells. Never for what is only looked at, nor for what arrives:
 * two devices that both repaired it would each add the missing cells (rule T1).
 */
export function repairTable(tr: Transaction, pos: number): void {
  const { topNodeType } = tr.doc.type.schema;
  for (let round = 0; round < mostRounds; round += 1) {
    const table = tr.doc.nodeAt(pos);
    if (table?.type.spec['tableRole'] !== 'table' || !isRagged(table)) return;
    // prosemirror-tables repairs whole documents: here one that holds nothing else.
    const repair = fixTables(EditorState.create({ doc: topNodeType.create(null, table) }));
    for (const step of repair?.steps ?? []) {
      const shifted = step.map(StepMap.offset(pos));
      if (shifted !== null) tr.step(shifted);
    }
    keepSpans(tr, pos);
  }
}

/** A cell over no column at all would keep the document from being opened. */
function keepSpans(tr: Transaction, pos: number): void {
  tr.doc.nodeAt(pos)?.descendants((cell, inside) => {
    if (cell.type.spec['tableRole'] !== 'cell') return cell.type.spec['tableRole'] === 'row';
    for (const name of ['colspan', 'rowspan'])
      if (toSpan(cell.attrs[name]) !== cell.attrs[name])
        tr.setNodeAttribute(pos + 1 + inside, name, toSpan(cell.attrs[name]));
    return false;
  });
}
