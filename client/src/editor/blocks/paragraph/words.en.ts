export const words = {
  name: 'Paragraph',
  synonyms: 'text plain normal',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly paragraph: typeof words;
  }
}
