export const words = {
  name: 'Quote',
  synonyms: 'blockquote citation',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly quote: typeof words;
  }
}
