export const words = { name: 'Subscript' } as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly subscript: typeof words;
  }
}
