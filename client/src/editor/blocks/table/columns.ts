/** What a cell of a table says of its place. */
export interface Spans {
  readonly colspan: number;
  readonly rowspan: number;
}

export interface PlacedCell<T> {
  readonly cell: T;
  readonly row: number;
  readonly column: number;
}

/** More than anybody means: a span is shared, and what is drawn for it is memory. */
export const mostSpan = 100;

/** A number of rows or columns as it may be drawn, whatever a document holds. */
export const toSpan = (written: unknown): number =>
  typeof written === 'number' && Number.isInteger(written) && written >= 1 ? Math.min(written, mostSpan) : 1;

/** In which column each cell begins, as a browser places them. Rows need not be equally long. */
export function placeCells<T extends Spans>(
  rows: readonly (readonly T[])[],
): {
  readonly cells: readonly PlacedCell<T>[];
  readonly columnCount: number;
} {
  const cells: PlacedCell<T>[] = [];
  const taken: Set<number>[] = rows.map(() => new Set());
  let columnCount = 0;
  for (const [row, inRow] of rows.entries()) {
    let column = 0;
    for (const cell of inRow) {
      while (taken[row]?.has(column)) column += 1;
      cells.push({ cell, row, column });
      for (const below of taken.slice(row, row + cell.rowspan))
        for (let across = 0; across < cell.colspan; across += 1) below.add(column + across);
      column += cell.colspan;
    }
    columnCount = Math.max(columnCount, column);
  }
  return { cells, columnCount };
}

/** The width of a column that nobody gave one, before it takes its part of the room. CSS pixels. */
export const usualWidth = 112;
/** The least and the most that a column can be given. CSS pixels. */
export const widthLimits = { least: 48, most: 1200 } as const;

export const toWidth = (written: unknown): number | null =>
  typeof written === 'number' && Number.isFinite(written)
    ? Math.round(Math.min(Math.max(written, widthLimits.least), widthLimits.most))
    : null;

/**
 * The width of each column: what the first of its cells that has one says. Each cell carries the width of its column, so
 * that rows can come, go and change places without it.
 */
export function columnWidths(
  rows: readonly (readonly (Spans & { readonly width: number | null })[])[],
): readonly (number | null)[] {
  const { cells, columnCount } = placeCells(rows);
  const widths = Array.from({ length: columnCount }, (): number | null => null);
  for (const { cell, column } of cells) if (cell.colspan === 1) widths[column] ??= cell.width;
  return widths;
}
