import type { Editor } from '@tiptap/core';
import { type EditorState, TextSelection } from '@tiptap/pm/state';
import {
  getRelativeSelection,
  type ProsemirrorBinding,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from '@tiptap/y-tiptap';

/** Where a person was in the text: holds while the text changes, and for another editor of the same document. */
export interface Place {
  readonly anchor: unknown;
  readonly head: unknown;
  readonly isFocused: boolean;
  readonly scrollTop: number;
}

const bindingOf = (state: EditorState): ProsemirrorBinding | undefined => ySyncPluginKey.getState(state)?.binding;

/**
 * Reads the place of the caret for an editor that is about to go, inside the Yjs transaction that is the reason. The
 * binding has noted it before that transaction began; now its positions no longer match the document.
 */
export function readPlace({ state, view }: Editor): Place {
  const noted = bindingOf(state)?.beforeTransactionSelection;
  return {
    anchor: noted?.anchor,
    head: noted?.head,
    isFocused: view.hasFocus(),
    scrollTop: document.scrollingElement?.scrollTop ?? 0,
  };
}

/** Reads the place of the caret at any other time. */
export function readCurrentPlace({ state }: Editor): Place {
  const binding = bindingOf(state);
  const { anchor, head } = binding === undefined ? {} : getRelativeSelection(binding, state);
  return { anchor, head, isFocused: true, scrollTop: document.scrollingElement?.scrollTop ?? 0 };
}

/** Puts caret, focus and scroll position back, as far as what they stood in is still there. */
export function restorePlace({ state, view }: Editor, place: Place): void {
  const binding = bindingOf(state);
  if (binding === undefined) return;
  const toPosition = (noted: unknown): number | null =>
    noted == null ? null : relativePositionToAbsolutePosition(binding.doc, binding.type, noted, binding.mapping);
  const anchor = toPosition(place.anchor);
  const head = toPosition(place.head);
  if (anchor !== null && head !== null) {
    const $anchor = state.doc.resolve(Math.min(anchor, state.doc.content.size));
    const $head = state.doc.resolve(Math.min(head, state.doc.content.size));
    view.dispatch(state.tr.setSelection(TextSelection.between($anchor, $head)).setMeta('addToHistory', false));
  }
  if (place.isFocused) view.focus();
  document.scrollingElement?.scrollTo({ top: place.scrollTop, behavior: 'instant' });
}
