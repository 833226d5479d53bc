import type { Editor } from '@tiptap/core';
import { type ProsemirrorBinding, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap';
import type { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';

/** Where something is in the window, in CSS pixels. */
export interface CaretPlace {
  readonly top: number;
  readonly bottom: number;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/**
 * Where the caret of somebody else is drawn; of several windows of theirs, the one that was heard of last. Nothing when
 * they have put none into the text, or announce one that cannot be read.
 */
export function readCaretPlace(editor: Editor, awareness: Awareness, personId: string): CaretPlace | undefined {
  const binding: ProsemirrorBinding | undefined = ySyncPluginKey.getState(editor.state)?.binding;
  if (editor.isDestroyed || binding === undefined) return undefined;
  const heardAt = (client: number) => awareness.meta.get(client)?.lastUpdated ?? 0;
  const [latest] = [...awareness.getStates()]
    .filter(([client, state]) => client !== awareness.clientID && isOf(personId, state) && isRecord(state['cursor']))
    .sort(([a], [b]) => heardAt(b) - heardAt(a));
  const cursor: unknown = latest?.[1]['cursor'];
  if (!isRecord(cursor)) return undefined;
  try {
    const head = Y.createRelativePositionFromJSON(cursor['head']);
    const position = relativePositionToAbsolutePosition(binding.doc, binding.type, head, binding.mapping);
    return position === null || position > editor.state.doc.content.size
      ? undefined
      : editor.view.coordsAtPos(position);
  } catch (error) {
    // Anybody may announce anything as their caret.
    console.warn('The caret of somebody else cannot be gone to', error);
    return undefined;
  }
}

const isOf = (personId: string, { user }: Record<string, unknown>): boolean =>
  isRecord(user) && user['id'] === personId;
