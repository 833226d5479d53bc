export const words = {
  name: 'Table',
  synonyms: 'grid rows columns cells spreadsheet',
  tools: 'Table tools',
  rows: 'Rows',
  columns: 'Columns',
  cells: 'Cells',
  whole: 'Whole table',
  rowAbove: 'Insert a row above',
  rowBelow: 'Insert a row below',
  rowUp: 'Move the row up',
  rowDown: 'Move the row down',
  deleteRows: 'Delete the row',
  columnBefore: 'Insert a column before',
  columnAfter: 'Insert a column after',
  columnBack: 'Move the column back',
  columnOn: 'Move the column on',
  wider: 'Make the column wider',
  narrower: 'Make the column narrower',
  deleteColumns: 'Delete the column',
  merge: 'Merge the selected cells',
  split: 'Split the cell',
  background: 'Background',
  noColor: 'No colour',
  colors: { grey: 'Grey', blue: 'Blue', green: 'Green', yellow: 'Yellow', red: 'Red' },
  headerRow: 'First row is a header',
  headerColumn: 'First column is a header',
  evenColumns: 'Make all columns as wide',
  leave: 'Write below the table',
  deleteTable: 'Delete the table',
  toTools: 'In a table, to its tools',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly table: typeof words;
  }
}
