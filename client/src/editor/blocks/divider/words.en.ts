export const words = {
  name: 'Divider',
  synonyms: 'line rule separator',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly divider: typeof words;
  }
}
