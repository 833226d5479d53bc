import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../contract.ts';
import { isColoredByWriter, nearestColor, type PaletteColor, toColorName } from '../palette.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    textColor: {
      /** Writes the selected words in that colour; in that of the text where they have it all. */
      toggleTextColor: (color: PaletteColor) => ReturnType;
      unsetTextColor: () => ReturnType;
    };
  }
}

/** Words in another colour than the text. */
const TextColor = Mark.create({
  name: 'textColor',
  addAttributes: () => ({
    color: {
      default: 'grey',
      parseHTML: (element) => readColor(element) ?? 'grey',
      renderHTML: ({ color }) => ({ 'data-text-color': String(color) }),
    },
  }),
  parseHTML: () => [
    // The same words may have a coloured ground, too.
    { tag: 'span, font', consuming: false, getAttrs: (element) => (readColor(element) === undefined ? false : {}) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes, 0],
  addCommands() {
    return {
      toggleTextColor:
        (color) =>
        ({ commands }) =>
          commands.toggleMark(this.name, { color }),
      unsetTextColor:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name),
    };
  },
});

function readColor(element: HTMLElement): string | undefined {
  const own = toColorName(element.getAttribute('data-text-color'));
  if (own !== undefined) return own;
  if (!isColoredByWriter(element)) return undefined;
  return nearestColor(element.style.color || (element.getAttribute('color') ?? ''));
}

export const schema: FormatSchema = { extensions: [TextColor] };
