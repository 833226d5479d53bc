import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { type RememberedSelection, undoPartsOf } from './undo-parts.ts';

/**
 * Keeps the editor and the document together after an undo. y-tiptap 3.0.9 keeps the caret of the step that was undone
 * for the next change, whoever makes it, and looks it up in the text as it is then. Where that is shorter it throws in
 * the middle of taking the change over (a redo, a letter from somebody else), and the next key would write the old text
 * back. A position that is not there any more is forgotten; y-tiptap then goes by the Yjs position alone.
 */
export const UndoCaret = Extension.create({
  name: 'undoCaret',
  addProseMirrorPlugins: () => [
    new Plugin({
      view: (view) => {
        const { binding, undoManager } = undoPartsOf(view.state);
        // y-tiptap's own listener was there first, and has just set it.
        const forget = () => {
          binding.beforeTransactionSelection = withinText(binding.beforeTransactionSelection, view);
        };
        undoManager.on('stack-item-popped', forget);
        return { destroy: () => undoManager.off('stack-item-popped', forget) };
      },
    }),
  ],
});

function withinText(selection: RememberedSelection | null, { state }: EditorView): RememberedSelection | null {
  if (selection === null) return null;
  const { size } = state.doc.content;
  const within = (position: number | null | undefined) => ((position ?? 0) <= size ? (position ?? null) : null);
  return { ...selection, absAnchor: within(selection.absAnchor), absHead: within(selection.absHead) };
}
