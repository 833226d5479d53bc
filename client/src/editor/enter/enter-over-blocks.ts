import { type Editor, Extension } from '@tiptap/core';
import { AllSelection, TextSelection } from '@tiptap/pm/state';

/**
 * Enter over a selection of several blocks: what is selected is removed, the first block keeps its kind, and Enter goes on
 * from there as it does at a caret.
 *
 * Left alone, Tiptap 3.34 drops a first block that is selected from its very start, then splits where it was: it throws
 * when that place is a quote or a list now, and does nothing where the last block is selected to its end.
 */
export const EnterOverBlocks = Extension.create({
  name: 'enterOverBlocks',
  // Before the keys of lists and code.
  priority: 1_000,
  addKeyboardShortcuts: () => ({ Enter: ({ editor }) => removeAcrossBlocks(editor) }),
});

/** Whether Enter has nothing left to do: it has when nothing spans blocks, or no longer does. */
function removeAcrossBlocks({ state, view }: Editor): boolean {
  const { selection, tr } = state;
  if (selection instanceof AllSelection) view.dispatch(tr.deleteSelection());
  else if (selection instanceof TextSelection && !selection.$from.sameParent(selection.$to))
    view.dispatch(tr.delete(selection.from, selection.to));
  else return false;
  // What a newer version wrote is not removed: then nothing was.
  return !view.state.selection.empty;
}
