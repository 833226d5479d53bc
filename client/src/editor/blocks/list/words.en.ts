export const words = {
  bullets: 'Bulleted list',
  bulletSynonyms: 'points dots unordered',
  numbers: 'Numbered list',
  numberSynonyms: 'ordered steps 1 2 3',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly list: typeof words;
  }
}
