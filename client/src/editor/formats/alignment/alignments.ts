export const alignments = ['left', 'center', 'right'] as const;

/** Nothing stored: as the language of the document is written. */
export type Alignment = (typeof alignments)[number];
