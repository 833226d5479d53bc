import { type Command, type EditorState, Selection } from '@tiptap/pm/state';
import { findWrapper } from '../wrapping.ts';

/** The section in whose title the caret is, if that is a line of text. */
export function titleAtCaret({ selection }: EditorState): ReturnType<typeof findWrapper> {
  const { $from, empty } = selection;
  const found = empty ? findWrapper(selection, 'collapsible') : undefined;
  return found !== undefined && $from.index(found.depth) === 0 && $from.depth === found.depth + 1 ? found : undefined;
}

export const isAtTitleStart = (state: EditorState): boolean =>
  titleAtCaret(state) !== undefined && state.selection.$from.parentOffset === 0;

/**
 * Enter goes from the end of a title to the empty line that waits below it, and from an empty title to what is below.
 * Anywhere else it divides the title, as it does any text: the rest is the first line below.
 */
export const goBelowTitle: Command = (state, dispatch) => {
  const title = titleAtCaret(state)?.node;
  const { $from } = state.selection;
  const below = title?.maybeChild(1);
  const isWaiting = below?.isTextblock === true && below.childCount === 0;
  const isAtEnd = $from.parentOffset === $from.parent.content.size;
  if (!below || !(isAtEnd && (isWaiting || $from.parent.childCount === 0))) return false;
  dispatch?.(state.tr.setSelection(Selection.near(state.doc.resolve($from.after()), 1)).scrollIntoView());
  return true;
};
