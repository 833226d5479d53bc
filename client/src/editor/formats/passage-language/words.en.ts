export const words = {
  section: 'Language of the passage',
  none: 'Language of the document',
  languages: {
    fr: 'French',
    en: 'English',
    de: 'German',
    es: 'Spanish',
    it: 'Italian',
    pt: 'Portuguese',
    nl: 'Dutch',
    pl: 'Polish',
    la: 'Latin',
    ar: 'Arabic',
  },
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly 'passage-language': typeof words;
  }
}
