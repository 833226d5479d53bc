export const words = { name: 'Superscript' } as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly superscript: typeof words;
  }
}
