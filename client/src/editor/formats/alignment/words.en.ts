export const words = {
  section: 'Alignment',
  sides: { left: 'Align left', center: 'Centre', right: 'Align right' },
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly alignment: typeof words;
  }
}
