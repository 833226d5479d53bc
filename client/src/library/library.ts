import * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import { openPersistedDoc } from '../storage/persisted-doc.ts';
import { createLibraryModel, type LibraryContents, type LibraryModel } from './library-model.ts';

export interface LibrarySnapshot extends LibraryContents {
  /** `unavailable`: the device gives no storage; the list lives in memory only. */
  readonly phase: 'loading' | 'ready' | 'unavailable';
}

/** The person's documents and folders: a Yjs document of its own, stored like any other. */
export interface Library extends Omit<LibraryModel, 'getContents'> {
  /** The same object until something changes. */
  getSnapshot(): LibrarySnapshot;
  /**
   * The list itself, for what carries it to the person's other devices. Before `whenLoaded` it lacks what is stored: no
   * relay may meet it then.
   */
  readonly doc: Y.Doc;
  /** Resolves once everything stored that can be read is in the list. */
  readonly whenLoaded: Promise<void>;
  /** Whoever carries the list says which changes came from there: the device owes them to nobody. */
  receiveFrom(isReceived: (origin: unknown) => boolean): void;
  /** Whether every change of the list up to now is on the device. */
  isStored(): boolean;
  /** All of the list as one Yjs update, for a file or another device. Whole once the phase is no longer `loading`. */
  encodeState(): Uint8Array;
  /** Takes in what another device or a file has of this list, and keeps it. Throws on bytes that are no Yjs update. */
  mergeUpdate(update: Uint8Array, origin: unknown): void;
}

/** Where the list is kept. Not a document's name, so it can never be opened as one. */
const databaseName = 'ecritoire-library';

/** Opens the list and keeps it open: one per page. */
export function openLibrary(now: () => number = Date.now): Library {
  const doc = new Y.Doc();
  let isLoaded = false;
  let isReceived = (_origin: unknown) => false;
  const whenLoaded = (work: () => void) => (isLoaded ? work() : void storage.loaded.then(work));
  const model = createLibraryModel(doc, now, whenLoaded);
  const snapshot = createStore<LibrarySnapshot>(() => ({ phase: 'loading', ...model.getContents() }));
  model.subscribe(() => snapshot.setState(model.getContents()));
  const storage = openPersistedDoc({ name: databaseName, doc, isReceived: (origin) => isReceived(origin) });

  const loading = storage.loaded.then((loaded) => {
    isLoaded = true;
    snapshot.setState({ phase: loaded.ok ? 'ready' : 'unavailable' });
  });

  return {
    ...model,
    getSnapshot: snapshot.getState,
    subscribe: snapshot.subscribe,
    doc,
    whenLoaded: loading,
    receiveFrom(from) {
      isReceived = from;
    },
    isStored: () => isLoaded && storage.state.getState().pendingOwn === 0,
    encodeState: () => Y.encodeStateAsUpdate(doc),
    mergeUpdate: (update, origin) => Y.applyUpdate(doc, update, origin),
  };
}
