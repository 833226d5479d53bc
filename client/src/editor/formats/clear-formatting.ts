import { type Command, Extension } from '@tiptap/core';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    clearFormatting: {
      /** Leaves of the selected text what it says: words, links, and in which language they are, as paragraphs. */
      clearFormatting: () => ReturnType;
    };
  }
}

/**
 * By name: what a later version knows may be more than a look, as a remark on these words is. A link and a language say
 * something as well.
 */
const looks: readonly string[] = [
  'bold',
  'italic',
  'underline',
  'strike',
  'code',
  'highlight',
  'textColor',
  'subscript',
  'superscript',
];

const clearFormatting =
  (): Command =>
  ({ tr, dispatch, commands }) => {
    const { selection, doc } = tr;
    const types = looks.flatMap((name) => doc.type.schema.marks[name] ?? []);
    if (dispatch !== undefined) {
      for (const { $from, $to } of selection.ranges) for (const type of types) tr.removeMark($from.pos, $to.pos, type);
      // What is typed next is plain as well.
      for (const type of types) tr.removeStoredMark(type);
    }
    return commands.clearNodes();
  };

/** Takes the look off the selected text, by the toolbar or Mod-\. */
export const ClearFormatting = Extension.create({
  name: 'clearFormatting',
  addCommands: () => ({ clearFormatting }),
  addKeyboardShortcuts: () => ({ 'Mod-\\': ({ editor }) => editor.commands.clearFormatting() }),
});
