export const words = {
  section: 'Text colour',
  none: 'Colour of the text',
  colors: {
    grey: 'Grey text',
    red: 'Red text',
    orange: 'Orange text',
    yellow: 'Yellow text',
    green: 'Green text',
    blue: 'Blue text',
    purple: 'Purple text',
    pink: 'Pink text',
  },
} as const;

declare module '../../blocks/block-words.ts' {
  interface BlockWords {
    readonly 'text-color': typeof words;
  }
}
