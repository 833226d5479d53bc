import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import { mergeIntoOne } from '../storage/compaction.ts';
import { sortRows } from '../storage/sound-rows.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { nothingStored, type StoredUpdates } from '../storage/stored-updates.ts';
import { announceUpdate } from '../storage/tab-channel.ts';
import { openUpdateStore, type UpdateStore } from '../storage/update-store.ts';
import { recordLosses } from './recovery/open-recovery.ts';
import { wouldForgetWords } from './recovery/watch-losses.ts';

/** What the device holds of a document, read for one piece of work: nobody sees it, and no connection is made. */
export interface StoredDocument {
  /** A copy: what is done to it is kept by `take` and `store` only. */
  readonly doc: Y.Doc;
  /** Nothing is stored under this id. */
  readonly isAbsent: boolean;
  /** Some of what is stored cannot be read. It is not in `doc`, and stays as it is. */
  readonly isDamaged: boolean;
  /** Some of it waits for a change that is not here. */
  isWaiting(): boolean;
  /** All that can be read, and what was taken, as one update: with what waits, and without forgetting words (rule D9). */
  encode(): Uint8Array;
  /**
   * Applies somebody's update to the copy; words that die by it are recorded with it (rules M1, M3). Returns whether it
   * says anything that the device did not have. Throws what Yjs throws: then the copy is of no use any more.
   */
  take(update: Uint8Array): boolean;
  /**
   * Keeps what was taken, as this device's own change: in one transaction with its mark, so all of it or nothing.
   * Tabs that have the document open show it at once.
   */
  store(): Promise<Result<void, StorageFailure>>;
  close(): Promise<void>;
}

const fromDisk = Symbol('from disk');
const taken = Symbol('taken from elsewhere');

/** `reading`: creates nothing. `writing`: something is about to be stored. `absent`: it is known not to be there. */
export async function openStoredDocument(
  id: DocumentId,
  purpose: 'reading' | 'writing' | 'absent' = 'reading',
): Promise<Result<StoredDocument, StorageFailure>> {
  const doc = new Y.Doc();
  const store = openUpdateStore({
    name: id,
    session: String(doc.clientID),
    encodeEverything: () => Y.encodeStateAsUpdate(doc),
    now: Date.now,
    soon: (work) => work(),
  });
  const stored =
    purpose === 'absent' ? ok(nothingStored) : await store.read(purpose === 'writing' ? 'forWriting' : undefined);
  const opened = stored.ok ? readInto(id, doc, store, stored.value) : stored;
  if (!opened.ok) {
    await store.close();
    doc.destroy();
  }
  return opened;
}

function readInto(
  id: DocumentId,
  doc: Y.Doc,
  store: UpdateStore,
  stored: StoredUpdates,
): Result<StoredDocument, StorageFailure> {
  try {
    return ok(createStoredDocument(id, doc, store, stored));
  } catch {
    // Rows that were taken for sound and are not: opening the document finds out which (rule D19).
    return err('corrupted');
  }
}

function createStoredDocument(id: DocumentId, doc: Y.Doc, store: UpdateStore, stored: StoredUpdates): StoredDocument {
  const { rows, isDamaged } = soundRows(stored);
  const losses = recordLosses(doc);
  const news: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== fromDisk) news.push(update);
  });
  for (const row of rows) losses.arrives(row, Y.decodeUpdate(row).ds);
  doc.transact(() => {
    for (const row of rows) Y.applyUpdate(doc, row, fromDisk);
  }, fromDisk);

  return {
    doc,
    isAbsent: stored.rows.length === 0,
    isDamaged,
    isWaiting: () => waitingIn(doc).length > 0,
    encode: () => mergeIntoOne([...rows, ...news], wouldForgetWords),
    take(update) {
      const [newsBefore, waitingBefore] = [news.length, waitingIn(doc)];
      losses.arrives(update, Y.decodeUpdate(update).ds);
      Y.applyUpdate(doc, update, taken);
      // What has to wait is announced by nobody, and is to be kept all the same.
      const mustWait = !isSame(waitingBefore, waitingIn(doc));
      if (mustWait) news.push(update);
      return news.length > newsBefore;
    },
    async store() {
      if (news.length === 0) return ok(undefined);
      const update = Y.mergeUpdates(news);
      await store.append(update, 'own');
      // A write that failed is tried once more.
      await store.flush();
      const { failure } = store.state.getState();
      if (failure !== undefined) return err(failure);
      announceUpdate(id, update);
      return ok(undefined);
    },
    async close() {
      losses.stop();
      await store.close();
      doc.destroy();
    },
  };
}

function soundRows({ rows, setAside }: StoredUpdates) {
  const { sound, damaged } = sortRows(rows.filter(({ key }) => !setAside.has(key)));
  const isMissing = rows.some(({ key }) => setAside.get(key)?.isRepaired === false);
  return { rows: sound.map(({ value }) => value), isDamaged: damaged.length > 0 || isMissing };
}

/** What Yjs keeps until something that it depends on arrives. */
const waitingIn = ({ store }: Y.Doc): readonly Uint8Array[] =>
  [store.pendingStructs?.update, store.pendingDs].filter((update) => update != null);

const isSame = (some: readonly Uint8Array[], others: readonly Uint8Array[]): boolean =>
  some.length === others.length &&
  some.every((one, index) => {
    const other = others[index];
    return one.length === other?.length && one.every((byte, place) => byte === other[place]);
  });
