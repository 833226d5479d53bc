export const words = {
  name: 'Code block',
  synonyms: 'program source preformatted',
  language: 'Language of the code',
  plain: 'Plain text',
  toLanguage: 'From code to its language',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly 'code-block': typeof words;
  }
}
