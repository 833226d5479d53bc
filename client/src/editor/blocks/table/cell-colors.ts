/** The backgrounds that a cell can be given, by name: each theme has its own shade, on which text can be read. */
export const cellColors = ['grey', 'blue', 'green', 'yellow', 'red'] as const;

export type CellColor = (typeof cellColors)[number];
