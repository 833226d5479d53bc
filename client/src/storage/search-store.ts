import type { DocumentId } from '@ecritoire/shared';
import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import { answerInTime } from './deadline.ts';

/** What search knows of one document: its words, and where from. */
export interface StoredText {
  readonly id: DocumentId;
  /** Which state of the document's database the words were read from. Not the same: they are to be read again. */
  readonly stamp: string;
  /** When they were read, milliseconds since 1970. */
  readonly readAt: number;
  readonly title: string;
  readonly blocks: readonly StoredBlock[];
  /** The documents that its links lead to, each once. */
  readonly linkedIds: readonly DocumentId[];
}

/** One block of text, as it is read. */
export interface StoredBlock {
  /** The block's lasting name (docs/device.md, "Blocks have names"). */
  readonly id: string;
  readonly text: string;
  /** BCP 47, the primary part: of these words, not of the interface. */
  readonly language: string;
  readonly links: readonly StoredLink[];
}

export interface StoredLink {
  readonly to: DocumentId;
  /** Characters of the block's text. */
  readonly start: number;
  readonly end: number;
}

/** A text without its words: enough to know whether it is the newest. */
export type TextMark = Pick<StoredText, 'stamp' | 'readAt'>;

interface SearchSchema extends DBSchema {
  texts: { key: string; value: StoredText; indexes: { links: string } };
  /** Beside the texts, so that a look at two thousand of them does not read every word. */
  marks: { key: string; value: TextMark & Pick<StoredText, 'id'> };
  /** Made from the texts, and made again when it is gone or does not fit. */
  snapshots: { key: string; value: unknown };
}

/** The words of this device's documents, in a database of their own. Whatever fails rejects with a DOMException. */
export interface SearchStore {
  /** Of every document that has been read. */
  marks(): Promise<ReadonlyMap<DocumentId, TextMark>>;
  mark(id: DocumentId): Promise<TextMark | undefined>;
  /** In the order of `ids`; `undefined` for one that has not been read. */
  texts(ids: readonly DocumentId[]): Promise<readonly (StoredText | undefined)[]>;
  /** The texts that link to a document. */
  textsLinkingTo(id: DocumentId): Promise<readonly StoredText[]>;
  put(text: StoredText): Promise<void>;
  /** Forgets the words of these documents, and every copy of them. */
  remove(ids: readonly DocumentId[]): Promise<void>;
  snapshot(): Promise<unknown>;
  /** Keeps something made of these texts, unless one of them is another by now, or gone. */
  putSnapshot(snapshot: unknown, readTimes: ReadonlyMap<DocumentId, number>): Promise<void>;
  /** Deletes all of it: it cannot be read, and can be made anew. */
  destroy(): Promise<void>;
  close(): void;
}

/**
 * The number is raised whenever something else is read from documents, or kept of them: a database of its own for each
 * version cannot be spoilt by windows of another one. Whoever raises it deletes the database of the former number.
 */
const databaseName = 'ecritoire-search-1';

const snapshotKey = 'words';

/** Opens the database, and makes a damaged one anew: it holds nothing that is not in the documents. */
export async function openSearchStore(): Promise<SearchStore> {
  try {
    return createSearchStore(await openWhole());
  } catch {
    // Where the browser gives no storage at all, this rejects as well.
    await answerInTime(deleteDB(databaseName));
    return createSearchStore(await open());
  }
}

/** Forgets the words of a document that is being deleted. */
export async function removeFromSearch(id: DocumentId): Promise<void> {
  const store = await openSearchStore();
  await store.remove([id]);
  store.close();
}

/** Rejects where a part is missing, as after another build that gave the same number to something else. */
async function openWhole(): Promise<IDBPDatabase<SearchSchema>> {
  const database = await open();
  try {
    const looking = database.transaction(['texts', 'marks', 'snapshots']);
    looking.objectStore('texts').index('links');
    await looking.done;
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

async function open(): Promise<IDBPDatabase<SearchSchema>> {
  const opening = openDB<SearchSchema>(databaseName, 1, {
    upgrade(database) {
      const texts = database.createObjectStore('texts', { keyPath: 'id' });
      texts.createIndex('links', 'linkedIds', { multiEntry: true });
      database.createObjectStore('marks', { keyPath: 'id' });
      database.createObjectStore('snapshots');
    },
    // Another window makes it anew, or the person deletes this site's data.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return answerInTime(opening);
}

function createSearchStore(database: IDBPDatabase<SearchSchema>): SearchStore {
  return {
    async marks() {
      const marks = await database.getAll('marks');
      return new Map(marks.map(({ id, stamp, readAt }) => [id, { stamp, readAt }]));
    },
    mark: (id) => database.get('marks', id),
    async texts(ids) {
      const { store, done } = database.transaction('texts');
      const [texts] = await Promise.all([Promise.all(ids.map((id) => store.get(id))), done]);
      return texts;
    },
    textsLinkingTo: (id) => database.getAllFromIndex('texts', 'links', id),
    async put(text) {
      const { id, stamp, readAt } = text;
      const writing = database.transaction(['texts', 'marks'], 'readwrite', { durability: 'relaxed' });
      await Promise.all([
        writing.objectStore('texts').put(text),
        writing.objectStore('marks').put({ id, stamp, readAt }),
        writing.done,
      ]);
    },
    async remove(ids) {
      const writing = database.transaction(['texts', 'marks', 'snapshots'], 'readwrite', { durability: 'strict' });
      await Promise.all([
        ...ids.flatMap((id) => [writing.objectStore('texts').delete(id), writing.objectStore('marks').delete(id)]),
        // It has their words too.
        writing.objectStore('snapshots').clear(),
        writing.done,
      ]);
    },
    snapshot: () => database.get('snapshots', snapshotKey),
    async putSnapshot(snapshot, readTimes) {
      // One transaction: words that are being forgotten meanwhile must not come back.
      const writing = database.transaction(['marks', 'snapshots'], 'readwrite', { durability: 'relaxed' });
      const marks = new Map((await writing.objectStore('marks').getAll()).map(({ id, readAt }) => [id, readAt]));
      const isOfToday = [...readTimes].every(([id, readAt]) => marks.get(id) === readAt);
      if (isOfToday) await writing.objectStore('snapshots').put(snapshot, snapshotKey);
      await writing.done;
    },
    async destroy() {
      database.close();
      await answerInTime(deleteDB(databaseName));
    },
    close: () => database.close(),
  };
}
