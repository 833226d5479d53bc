import type { FormatExample } from '../contract.ts';
import { paletteColors } from '../palette.ts';

const words = (color: string) => ({ type: 'text', text: color, marks: [{ type: 'highlight', attrs: { color } }] });

export const example: FormatExample = {
  content: paletteColors.map((color) => ({ type: 'paragraph', content: [words(color)] })),
  markdown: paletteColors.map((color) => `<mark>${color}</mark>`).join('\n\n'),
  drawn: Object.fromEntries(paletteColors.map((color) => [`mark[data-highlight="${color}"]`, color])),
};
