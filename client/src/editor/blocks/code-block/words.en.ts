export const words = {
  name: 'Code block',
  synonyms: 'program source preformatted',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly 'code-block': typeof words;
  }
}
