import type { FormatExample } from '../contract.ts';
import { paletteColors } from '../palette.ts';

const words = (color: string) => ({ type: 'text', text: color, marks: [{ type: 'textColor', attrs: { color } }] });

export const example: FormatExample = {
  content: paletteColors.map((color) => ({ type: 'paragraph', content: [words(color)] })),
  markdown: paletteColors.join('\n\n'),
  drawn: Object.fromEntries(paletteColors.map((color) => [`span[data-text-color="${color}"]`, color])),
};
