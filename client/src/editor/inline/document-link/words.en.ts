export const words = {
  name: 'Link to a document',
  synonyms: 'mention page reference',
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly 'document-link': typeof words;
  }
}
