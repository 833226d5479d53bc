export const words = {
  section: 'Highlight',
  none: 'No highlight',
  colors: {
    grey: 'Grey highlight',
    red: 'Red highlight',
    orange: 'Orange highlight',
    yellow: 'Yellow highlight',
    green: 'Green highlight',
    blue: 'Blue highlight',
    purple: 'Purple highlight',
    pink: 'Pink highlight',
  },
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly highlight: typeof words;
  }
}
