import type { Awareness } from 'y-protocols/awareness';
import { afterFrame } from '../../after-frame.ts';

interface Change {
  readonly added: readonly number[];
  readonly updated: readonly number[];
  readonly removed: readonly number[];
}

/**
 * The awareness as the plugin of carets sees it, so that a key costs little. One's own caret is announced when the
 * frame with the key has been made, and once however often it moved. To somebody who is alone nothing is announced
 * back: the plugin would answer each key with a transaction of its own that draws no caret.
 */
export function createCaretAwareness(awareness: Awareness): Awareness {
  const seen: Awareness = Object.create(awareness);
  const listeners = new Map<unknown, (change: Change) => void>();
  let unannounced: Readonly<Record<string, unknown>> = {};

  const isOnlyOwn = ({ added, updated, removed }: Change) =>
    [...added, ...updated, ...removed].every((client) => client === awareness.clientID);

  function announce(): void {
    const fields = Object.entries(unannounced);
    unannounced = {};
    for (const [field, value] of fields) awareness.setLocalStateField(field, value);
  }

  seen.getLocalState = () => {
    const state = awareness.getLocalState();
    return state === null ? null : { ...state, ...unannounced };
  };
  seen.setLocalStateField = (field, value) => {
    if (Object.keys(unannounced).length === 0) afterFrame(announce);
    unannounced = { ...unannounced, [field]: value };
  };
  seen.on = (name, listener) => {
    const heard = (change: Change) => {
      if (awareness.getStates().size > 1 || !isOnlyOwn(change)) listener(change);
    };
    listeners.set(listener, heard);
    awareness.on(name, heard);
  };
  seen.off = (name, listener) => {
    const heard = listeners.get(listener);
    if (heard !== undefined) awareness.off(name, heard);
    listeners.delete(listener);
  };
  return seen;
}
