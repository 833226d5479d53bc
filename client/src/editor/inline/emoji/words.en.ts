export const words = {
  name: 'Emoji…',
  synonyms: 'smiley icon symbol face',
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly emoji: typeof words;
  }
}
