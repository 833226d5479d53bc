import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import { afterFrame } from '../after-frame.ts';
import { openPersistedDoc } from '../storage/persisted-doc.ts';
import { readExcerpt } from './excerpt.ts';

/** What the list shows of one document. */
export interface LibraryEntry {
  readonly id: DocumentId;
  /** Empty when the person has not given one. */
  readonly title: string;
  /** The beginning of the text, one line, possibly empty. */
  readonly excerpt: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

export interface LibrarySnapshot {
  /** `unavailable`: the device gives no storage; the list lives in memory only. */
  readonly phase: 'loading' | 'ready' | 'unavailable';
  /** Latest change first. */
  readonly entries: readonly LibraryEntry[];
}

/** The person's list of documents: a Yjs document of its own, stored like any other. */
export interface Library {
  getSnapshot(): LibrarySnapshot;
  subscribe(listener: () => void): () => void;
  /** Puts a document on the list; again is harmless. */
  add(id: DocumentId): void;
  /** Keeps title, excerpt and time of change in step with an open document, until the returned function is called. */
  follow(id: DocumentId, doc: Y.Doc): () => void;
  /** The title was changed while the document was not open. */
  retitle(id: DocumentId, title: string): void;
  /** Whether every change of the list up to now is on the device. */
  isStored(): boolean;
  /** Takes a document off the list. Its content is deleted elsewhere. */
  remove(id: DocumentId): void;
}

/** Where the list is kept. Not a document's name, so it can never be opened as one. */
const databaseName = 'ecritoire-library';

/** What is known of one document. Each field is a key of its own: nested maps that two devices create at once overwrite each other. */
interface Fields {
  added: number;
  title: string;
  excerpt: string;
  changedAt: number;
}

const describeAfterMs = 400;

/** Opens the list and keeps it open: one per page. */
export function openLibrary(now: () => number = Date.now): Library {
  const doc = new Y.Doc();
  const documents = doc.getMap<string | number>('documents');
  const storage = openPersistedDoc({ name: databaseName, doc, isReceived: () => false });
  const snapshot = createStore<LibrarySnapshot>(() => ({ phase: 'loading', entries: [] }));

  const put = (id: DocumentId, fields: Partial<Fields>) =>
    doc.transact(() => {
      for (const [field, value] of Object.entries(fields))
        if (documents.get(`${id}/${field}`) !== value) documents.set(`${id}/${field}`, value);
    });

  void storage.loaded.then((loaded) => {
    snapshot.setState({ phase: loaded.ok ? 'ready' : 'unavailable', entries: readEntries(documents) });
    documents.observe(() => snapshot.setState({ entries: readEntries(documents) }));
  });

  function follow(id: DocumentId, followed: Y.Doc): () => void {
    const title = followed.getText('title');
    let isDue = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const describe = () => {
      clearTimeout(timer);
      timer = undefined;
      const excerpt = readExcerpt(followed.getXmlFragment('content'));
      put(id, { title: title.toString(), excerpt, ...(isDue ? { changedAt: now() } : {}) });
      isDue = false;
    };
    const changed = () => {
      isDue = true;
      timer ??= setTimeout(describe, describeAfterMs);
    };
    const describeIfDue = () => {
      if (isDue) describe();
    };
    // A title is rarely changed, and is what a document is found by: it waits for no pause.
    const retitled = () => afterFrame(describeIfDue);
    describe();
    followed.on('update', changed);
    title.observe(retitled);
    // The page may be gone before the pause is over.
    addEventListener('pagehide', describeIfDue);
    return () => {
      followed.off('update', changed);
      title.unobserve(retitled);
      removeEventListener('pagehide', describeIfDue);
      describeIfDue();
    };
  }

  return {
    getSnapshot: snapshot.getState,
    subscribe: snapshot.subscribe,
    add(id) {
      if (!documents.has(`${id}/added`)) put(id, { added: now(), changedAt: now() });
    },
    follow,
    retitle: (id, title) => put(id, { title, changedAt: now() }),
    isStored: () => storage.state.getState().pendingOwn === 0,
    remove: (id) =>
      doc.transact(() => {
        for (const key of [...documents.keys()]) if (key.startsWith(`${id}/`)) documents.delete(key);
      }),
  };
}

function readEntries(documents: Y.Map<string | number>): LibraryEntry[] {
  const entries: LibraryEntry[] = [];
  for (const key of documents.keys()) {
    const id = key.endsWith('/added') ? key.slice(0, -'/added'.length) : '';
    if (!isDocumentId(id)) continue;
    entries.push({
      id,
      title: String(documents.get(`${id}/title`) ?? ''),
      excerpt: String(documents.get(`${id}/excerpt`) ?? ''),
      changedAt: Number(documents.get(`${id}/changedAt`) ?? 0),
    });
  }
  return entries.sort((a, b) => b.changedAt - a.changedAt || a.id.localeCompare(b.id));
}
