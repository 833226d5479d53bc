import type { EditorState } from '@tiptap/pm/state';
import { ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type * as Y from 'yjs';

/** A selection as y-tiptap remembers it: by Yjs position, and by number in the text as it was. */
export interface RememberedSelection {
  readonly absAnchor?: number | null;
  readonly absHead?: number | null;
}

/** What y-tiptap keeps in the state of an editor that is bound to a document; it has no types of its own for it. */
export interface UndoParts {
  readonly binding: { beforeTransactionSelection: RememberedSelection | null };
  readonly undoManager: Y.UndoManager;
}

export function undoPartsOf(state: EditorState): UndoParts {
  return {
    binding: ySyncPluginKey.getState(state).binding,
    undoManager: yUndoPluginKey.getState(state).undoManager,
  };
}
