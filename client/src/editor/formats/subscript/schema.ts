import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../contract.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    subscript: {
      /** Sets the selected words small and below the line, and no longer above it; back on the line where they all are. */
      toggleSubscript: () => ReturnType;
    };
  }
}

/** Small and below the line, as in H₂O. */
const Subscript = Mark.create({
  name: 'subscript',
  parseHTML: () => [{ tag: 'sub' }],
  renderHTML: ({ HTMLAttributes }) => ['sub', HTMLAttributes, 0],
  addCommands() {
    return {
      toggleSubscript:
        () =>
        ({ chain }) =>
          chain().unsetMark('superscript').toggleMark(this.name).run(),
    };
  },
  addKeyboardShortcuts: () => ({ 'Mod-,': ({ editor }) => editor.commands.toggleSubscript() }),
});

export const schema: FormatSchema = { extensions: [Subscript] };
