export const words = {
  name: 'Page break',
  synonyms: 'new page sheet print',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly 'page-break': typeof words;
  }
}
