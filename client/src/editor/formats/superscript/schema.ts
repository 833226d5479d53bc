import { Mark } from '@tiptap/core';
import type { FormatSchema } from '../contract.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    superscript: {
      /** Sets the selected words small and above the line, and no longer below it; back on the line where they all are. */
      toggleSuperscript: () => ReturnType;
    };
  }
}

/** Small and above the line, as in m². */
const Superscript = Mark.create({
  name: 'superscript',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: ({ HTMLAttributes }) => ['sup', HTMLAttributes, 0],
  addCommands() {
    return {
      toggleSuperscript:
        () =>
        ({ chain }) =>
          chain().unsetMark('subscript').toggleMark(this.name).run(),
    };
  },
  addKeyboardShortcuts: () => ({ 'Mod-.': ({ editor }) => editor.commands.toggleSuperscript() }),
});

export const schema: FormatSchema = { extensions: [Superscript] };
