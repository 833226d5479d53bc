import type { Node, Schema } from '@tiptap/pm/model';

/** An empty table whose first row says what is in the columns; nothing for a schema that has none. */
export function createTable(schema: Schema, rowCount: number, columnCount: number): Node | undefined {
  const { table, tableRow, tableCell } = schema.nodes;
  if (table === undefined || tableRow === undefined || tableCell === undefined) return undefined;
  const rowOf = (header: 'column' | null) =>
    tableRow.create(
      null,
      Array.from({ length: columnCount }, () => tableCell.createAndFill({ header })).filter((cell) => cell !== null),
    );
  return table.create(
    null,
    Array.from({ length: rowCount }, (_, row) => rowOf(row === 0 ? 'column' : null)),
  );
}
