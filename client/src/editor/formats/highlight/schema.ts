import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../contract.ts';
import { isColoredByWriter, nearestColor, type PaletteColor, toColorName } from '../palette.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    highlight: {
      /** Gives the selected words a ground of that colour; takes it away where they have it all. */
      toggleHighlight: (color: PaletteColor) => ReturnType;
      unsetHighlight: () => ReturnType;
    };
  }
}

/** Words on a coloured ground, as by a felt pen. */
const Highlight = Mark.create({
  name: 'highlight',
  addAttributes: () => ({
    color: {
      default: 'yellow',
      parseHTML: (element) => readColor(element) ?? 'yellow',
      renderHTML: ({ color }) => ({ 'data-highlight': String(color) }),
    },
  }),
  parseHTML: () => [
    { tag: 'mark' },
    // The same words may have a colour of their own, too.
    { tag: 'span, font', consuming: false, getAttrs: (element) => (readColor(element) === undefined ? false : {}) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['mark', HTMLAttributes, 0],
  addCommands() {
    return {
      toggleHighlight:
        (color) =>
        ({ commands }) =>
          commands.toggleMark(this.name, { color }),
      unsetHighlight:
        () =>
        ({ commands }) =>
          commands.unsetMark(this.name),
    };
  },
  addKeyboardShortcuts: () => ({ 'Mod-Shift-h': ({ editor }) => editor.commands.toggleHighlight('yellow') }),
});

function readColor(element: HTMLElement): string | undefined {
  const own = toColorName(element.getAttribute('data-highlight'));
  if (own !== undefined) return own;
  return isColoredByWriter(element) ? nearestColor(element.style.backgroundColor) : undefined;
}

export const schema: FormatSchema = { extensions: [Highlight] };
