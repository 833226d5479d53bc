export const words = {
  name: 'Heading {{level}}',
  synonyms: 'title section h{{level}}',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly heading: typeof words;
  }
}
