export const words = {
  name: 'Table of contents',
  synonyms: 'outline headings summary toc',
  empty: 'The headings of this document will be listed here.',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly outline: typeof words;
  }
}
