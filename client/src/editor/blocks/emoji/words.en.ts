export const words = {
  name: 'Emoji…',
  synonyms: 'smiley icon symbol face',
} as const;

declare module '../block-words.ts' {
  interface BlockWords {
    readonly emoji: typeof words;
  }
}
