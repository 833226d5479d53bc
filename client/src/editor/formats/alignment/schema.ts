import { type Command, Extension } from '@tiptap/core';
import type { FormatSchema } from '../contract.ts';
import type { Alignment } from './alignments.ts';

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    alignment: {
      /** Sets the selected paragraphs and headings at that side; as the language is written where they all stand there. */
      toggleAlignment: (alignment: Alignment) => ReturnType;
    };
  }
}

const types: readonly string[] = ['paragraph', 'heading'];

/** Words as a later version may say it are kept, and drawn as nothing. */
const isWord = (written: unknown): written is string => typeof written === 'string' && /^[a-z]{1,20}$/.test(written);

/** At which side a paragraph or a heading stands. */
const TextAlignment = Extension.create({
  name: 'alignment',
  addGlobalAttributes: () => [
    {
      types: [...types],
      attributes: {
        align: {
          default: null,
          parseHTML: readAlignment,
          renderHTML: ({ align }) => (isWord(align) ? { 'data-align': align } : {}),
        },
      },
    },
  ],
  addCommands: () => ({ toggleAlignment }),
  addKeyboardShortcuts: () => ({
    'Mod-Shift-l': ({ editor }) => editor.commands.toggleAlignment('left'),
    'Mod-Shift-e': ({ editor }) => editor.commands.toggleAlignment('center'),
    'Mod-Shift-r': ({ editor }) => editor.commands.toggleAlignment('right'),
  }),
});

/** What is pasted from elsewhere says with every line that it stands at the left: that is no choice of its writer. */
function readAlignment(element: HTMLElement): string | null {
  const own = element.getAttribute('data-align');
  if (isWord(own)) return own;
  const written = element.style.textAlign || element.getAttribute('align');
  return written === 'center' || written === 'right' ? written : null;
}

/** An attribute that changes: words that somebody types in it meanwhile stay where they are. */
const toggleAlignment =
  (alignment: Alignment): Command =>
  ({ tr, dispatch }) => {
    const { doc, selection } = tr;
    const found: { readonly position: number; readonly isThere: boolean }[] = [];
    for (const { $from, $to } of selection.ranges)
      doc.nodesBetween($from.pos, $to.pos, ({ type, attrs }, position) => {
        if (types.includes(type.name)) found.push({ position, isThere: attrs['align'] === alignment });
      });
    const next = found.every(({ isThere }) => isThere) ? null : alignment;
    if (dispatch !== undefined) for (const { position } of found) tr.setNodeAttribute(position, 'align', next);
    return found.length > 0;
  };

export const schema: FormatSchema = {
  extensions: [TextAlignment],
  blockAttributes: types.map((type) => `${type}.align`),
};
