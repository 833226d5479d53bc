import { err, ok, type Result } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { createConnection } from './connection.ts';
import {
  customStore,
  readFrom,
  sessionPrefix,
  toStorageFailure,
  type UpdatesDatabase,
  updatesStore,
} from './database.ts';
import { answerInTime } from './deadline.ts';
import { sealRow } from './row-seal.ts';
import type { StorageFailure } from './storage-failure.ts';
import { nothingStored, readStoredUpdates, type StoredUpdates } from './stored-updates.ts';
import { deleteUnsavedMarks, toUnsavedMark, type UnsavedMarks, unsavedKey } from './unsaved-marks.ts';

/** A change made on this device is `own`; what came from a relay or another tab is `received`. */
export type UpdateOrigin = 'own' | 'received';

export interface UpdateStoreState {
  /** Own changes whose transaction has not completed. */
  readonly pendingOwn: number;
  /** Why the last attempt to store failed; cleared by the next success. */
  readonly failure: StorageFailure | undefined;
  /** Milliseconds since 1970; `undefined` until something was stored in this session. */
  readonly storedAt: number | undefined;
  /** When a database that the browser had deleted was written again, whole; `undefined` when none was. */
  readonly restoredAt: number | undefined;
}

/** The updates of one document on this device. */
export interface UpdateStore {
  readonly state: StoreApi<UpdateStoreState>;
  /** Everything stored, sound or not. Creates nothing. */
  read(): Promise<Result<StoredUpdates, StorageFailure>>;
  /**
   * Keeps the update. Settles at the first outcome: `stored` once its own strict transaction completed, `failed`
   * otherwise. A failed update stays in the queue and is tried again; `state` says when it succeeded.
   */
  append(update: Uint8Array, origin: UpdateOrigin): Promise<'stored' | 'failed'>;
  /** Own changes of this session that are stored; with the session's id, its unsaved mark. */
  ownMark(): readonly [session: string, count: number];
  /** The relay has confirmed everything these marks stand for. */
  clearUnsaved(marks: UnsavedMarks): Promise<void>;
  /** Lets other work use the database, after what is being written; `undefined` when there is none. Creates nothing. */
  withDatabase<T>(work: (database: UpdatesDatabase) => Promise<T>): Promise<Result<T | undefined, StorageFailure>>;
  /** Tries what is queued. Resolves to whether everything is stored. */
  flush(): Promise<boolean>;
  /** Tries what is queued now instead of at the next turn. */
  retry(): void;
  /** Tries what is queued once more, then closes. Resolves when the outcome is known. */
  close(): Promise<void>;
}

export interface UpdateStoreOptions {
  readonly name: string;
  /** Unique to this opening of the document: the Yjs client id. */
  readonly session: string;
  /** The whole document as one update: written when the browser has taken the database away under an open tab. */
  encodeEverything(): Uint8Array;
  now(): number;
}

interface QueuedUpdate {
  readonly update: Uint8Array;
  readonly origin: UpdateOrigin;
  readonly settle: (outcome: 'stored' | 'failed') => void;
}

const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 8_000;

/** Opens nothing yet: the first read or append does. */
export function openUpdateStore(options: UpdateStoreOptions): UpdateStore {
  const { name, session } = options;
  const state = createStore<UpdateStoreState>(() => ({
    pendingOwn: 0,
    failure: undefined,
    storedAt: undefined,
    restoredAt: undefined,
  }));
  const connection = createConnection(name, () => void checkThatItIsThere());
  let hasRows = false;
  /** The connection on which the rows were last seen; on any other they may be gone. */
  let proven: UpdatesDatabase | undefined;
  /** The browser closed the connection, and nobody has looked yet at what it left. */
  let isSuspect = false;
  let ownStored = 0;
  /** When the first own change was stored that no relay has confirmed. */
  let unsavedSince: number | undefined;
  let queue: QueuedUpdate[] = [];
  let writing: Promise<void> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let retryAfterMs = firstRetryAfterMs;
  let isClosed = false;
  const working = new Set<Promise<unknown>>();

  async function read(): Promise<Result<StoredUpdates, StorageFailure>> {
    try {
      const database = await connection.existing();
      const stored = database === undefined ? nothingStored : await answerInTime(readStoredUpdates(database));
      hasRows = stored.rows.length > 0;
      proven = database;
      return ok(stored);
    } catch (error) {
      const failure = toStorageFailure(error);
      state.setState({ failure });
      return err(failure);
    }
  }

  /** Writes the batch, and everything else first if the database was emptied under us. Resolves to whether it was. */
  async function writeBatch(batch: readonly QueuedUpdate[]): Promise<boolean> {
    const opened = await connection.created();
    const mustRestore = hasRows && opened !== proven && (await readFrom(opened, updatesStore).count()) === 0;
    if (batch.length === 0 && !mustRestore) return false;
    const own = countOwn(batch);
    const since = unsavedSince ?? options.now();
    const transaction = opened.transaction([updatesStore, customStore], 'readwrite', { durability: 'strict' });
    const updates = transaction.objectStore(updatesStore);
    const requests: Promise<unknown>[] = batch.map(({ update }) => updates.add(sealRow(update)));
    if (mustRestore) requests.push(updates.add(sealRow(options.encodeEverything())));
    const custom = transaction.objectStore(customStore);
    // What other sessions had marked is gone with the database: this session answers for all of it.
    if (own > 0 || mustRestore) requests.push(custom.put(toUnsavedMark(ownStored + own, since), unsavedKey(session)));
    if (own > 0 && (ownStored === 0 || mustRestore)) requests.push(custom.put(true, sessionPrefix + session));
    // What becomes of them is what becomes of the transaction. Chromium leaves some without any answer when it aborts.
    for (const request of [...requests, transaction.done]) request.catch(() => undefined);
    // Without it the transaction of a page that is being closed is given up; with it the browser finishes alone.
    transaction.commit();
    await transaction.done;
    hasRows = true;
    proven = opened;
    ownStored += own;
    if (own > 0) unsavedSince = since;
    return mustRestore;
  }

  /** Group commit: what arrived while one transaction was under way shares the next. */
  async function drain(): Promise<void> {
    while (queue.length > 0 || isSuspect) {
      const batch = queue;
      const wasSuspect = isSuspect;
      queue = [];
      try {
        // Should it complete after all, its updates are there twice, which changes nothing.
        const isRestored = await answerInTime(writeBatch(batch));
        if (wasSuspect) isSuspect = false;
        reportSuccess(batch, isRestored, countOwn(batch) + (wasSuspect ? 1 : 0));
      } catch (error) {
        queue = [...batch, ...queue];
        reportFailure(batch, toStorageFailure(error));
        // The next attempt opens a connection of its own; this one may be the fault.
        connection.close();
        return;
      }
    }
  }

  function reportSuccess(batch: readonly QueuedUpdate[], isRestored: boolean, confirmed: number): void {
    stopRetrying();
    retryAfterMs = firstRetryAfterMs;
    state.setState(({ pendingOwn, storedAt, restoredAt }) => ({
      pendingOwn: pendingOwn - confirmed,
      failure: undefined,
      storedAt: batch.length > 0 || isRestored ? options.now() : storedAt,
      restoredAt: isRestored ? options.now() : restoredAt,
    }));
    for (const { settle } of batch) settle('stored');
  }

  function reportFailure(batch: readonly QueuedUpdate[], failure: StorageFailure): void {
    state.setState({ failure });
    for (const { settle } of batch) settle('failed');
  }

  function write(): Promise<void> {
    writing ??= drain().finally(() => {
      writing = undefined;
      if (queue.length === 0 && !isSuspect) return;
      // Something arrived while the last transaction was being reported, or the disk refuses.
      if (state.getState().failure === undefined) void write();
      else if (!isClosed) retryLater();
    });
    return writing;
  }

  /** Each key is an attempt of its own; it does not put off the one that is due without any. */
  function retryLater(): void {
    retryTimer ??= setTimeout(() => {
      retryTimer = undefined;
      retryAfterMs = Math.min(lastRetryAfterMs, retryAfterMs * 2);
      void write();
    }, retryAfterMs);
  }

  function stopRetrying(): void {
    clearTimeout(retryTimer);
    retryTimer = undefined;
  }

  function append(update: Uint8Array, origin: UpdateOrigin): Promise<'stored' | 'failed'> {
    const { promise, resolve } = Promise.withResolvers<'stored' | 'failed'>();
    queue.push({ update, origin, settle: resolve });
    if (origin === 'own') state.setState(({ pendingOwn }) => ({ pendingOwn: pendingOwn + 1 }));
    void write();
    return promise;
  }

  /** The browser closes connections of pages in the background, and of sites whose data it deletes. */
  function checkThatItIsThere(): void {
    if (isClosed || !hasRows || isSuspect) return;
    isSuspect = true;
    // Until that is known nothing may be called stored.
    state.setState(({ pendingOwn }) => ({ pendingOwn: pendingOwn + 1 }));
    void write();
  }

  async function clearUnsaved(marks: UnsavedMarks): Promise<void> {
    // When this fails the marks stay, and the list of documents is more cautious than it need be: no more than that.
    const cleared = await withDatabase((database) => deleteUnsavedMarks(database, marks));
    if (cleared.ok && marks.get(session) === ownStored) unsavedSince = undefined;
  }

  function withDatabase<T>(
    work: (opened: UpdatesDatabase) => Promise<T>,
  ): Promise<Result<T | undefined, StorageFailure>> {
    const done = useDatabase(work).finally(() => working.delete(done));
    working.add(done);
    return done;
  }

  async function useDatabase<T>(
    work: (opened: UpdatesDatabase) => Promise<T>,
  ): Promise<Result<T | undefined, StorageFailure>> {
    try {
      await writing;
      const database = await connection.existing();
      return ok(database === undefined ? undefined : await work(database));
    } catch (error) {
      return err(toStorageFailure(error));
    }
  }

  async function flush(): Promise<boolean> {
    // What is under way may fail, and what came meanwhile has not been tried by then.
    while (writing !== undefined) await writing;
    await write();
    return queue.length === 0;
  }

  return {
    state,
    read,
    append,
    ownMark: () => [session, ownStored],
    clearUnsaved,
    withDatabase,
    flush,
    retry: () => void write(),
    async close() {
      isClosed = true;
      stopRetrying();
      await flush();
      await Promise.all(working);
      connection.close();
    },
  };
}

const countOwn = (batch: readonly QueuedUpdate[]): number => batch.filter(({ origin }) => origin === 'own').length;
