import { err, ok, type Result } from '@ecritoire/shared';
import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  createDatabase,
  customStore,
  openExistingDatabase,
  sessionPrefix,
  sessionRange,
  toStorageFailure,
  type UpdatesDatabase,
  unsavedPrefix,
  unsavedRange,
  updatesStore,
} from './database.ts';
import type { StorageFailure } from './storage-failure.ts';

/** A change made on this device is `own`; what came from a relay or another tab is `received`. */
export type UpdateOrigin = 'own' | 'received';

export interface UpdateStoreState {
  /** Own changes whose transaction has not completed. */
  readonly pendingOwn: number;
  /** Why the last attempt to store failed; cleared by the next success. */
  readonly failure: StorageFailure | undefined;
  /** Milliseconds since 1970; `undefined` until something was stored in this session. */
  readonly storedAt: number | undefined;
}

/**
 * Which sessions left changes here that no relay has confirmed: session id → how many changes it had stored.
 * A mark is taken away only while its count is the one that was confirmed.
 */
export type UnsavedMarks = ReadonlyMap<string, number>;

export interface StoredUpdates {
  readonly rows: readonly Uint8Array[];
  readonly unsaved: UnsavedMarks;
  /** Every session of this device that has ever written changes of its own here. */
  readonly sessions: readonly string[];
}

/** The updates of one document on this device. */
export interface UpdateStore {
  readonly state: StoreApi<UpdateStoreState>;
  /** Everything stored, in the order it was stored. Creates nothing. */
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

/** A transaction that gives no answer for this long has failed. Should it complete after all, its updates are there twice, which changes nothing. */
const noAnswerAfterMs = 5_000;
const firstRetryAfterMs = 1_000;
const lastRetryAfterMs = 8_000;

/** Opens nothing yet: the first read or append does. */
export function openUpdateStore(options: UpdateStoreOptions): UpdateStore {
  const { name, session } = options;
  const state = createStore<UpdateStoreState>(() => ({ pendingOwn: 0, failure: undefined, storedAt: undefined }));
  let database: UpdatesDatabase | undefined;
  let hasRows = false;
  let mustWriteEverything = false;
  let ownStored = 0;
  let queue: QueuedUpdate[] = [];
  let writing: Promise<void> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let retryAfterMs = firstRetryAfterMs;
  let isClosed = false;

  const forget = () => {
    database = undefined;
  };

  async function openForWriting(): Promise<UpdatesDatabase> {
    if (database !== undefined) return database;
    const opened = await createDatabase(name, forget);
    if (opened.isNew && hasRows) mustWriteEverything = true;
    database = opened.database;
    return database;
  }

  async function read(): Promise<Result<StoredUpdates, StorageFailure>> {
    try {
      database ??= await openExistingDatabase(name, forget);
      if (database === undefined) return ok({ rows: [], unsaved: new Map(), sessions: [] });
      const transaction = database.transaction([updatesStore, customStore]);
      const custom = transaction.objectStore(customStore);
      const [rows, keys, counts, sessions] = await Promise.all([
        transaction.objectStore(updatesStore).getAll(),
        custom.getAllKeys(unsavedRange()),
        custom.getAll(unsavedRange()),
        custom.getAllKeys(sessionRange()),
        transaction.done,
      ]);
      hasRows = rows.length > 0;
      const marks = keys.map((key, index) => [key.slice(unsavedPrefix.length), Number(counts[index])] as const);
      const ownSessions = sessions.map((key) => key.slice(sessionPrefix.length));
      return ok({ rows, unsaved: new Map(marks), sessions: ownSessions });
    } catch (error) {
      const failure = toStorageFailure(error);
      state.setState({ failure });
      return err(failure);
    }
  }

  async function writeBatch(batch: readonly QueuedUpdate[]): Promise<void> {
    const opened = await openForWriting();
    const own = batch.filter(({ origin }) => origin === 'own').length;
    const transaction = opened.transaction([updatesStore, customStore], 'readwrite', { durability: 'strict' });
    const updates = transaction.objectStore(updatesStore);
    const requests: Promise<unknown>[] = batch.map(({ update }) => updates.add(update));
    if (mustWriteEverything) requests.push(updates.add(options.encodeEverything()));
    const custom = transaction.objectStore(customStore);
    if (own > 0) requests.push(custom.put(ownStored + own, unsavedPrefix + session));
    if (own > 0 && (ownStored === 0 || mustWriteEverything)) requests.push(custom.put(true, sessionPrefix + session));
    // What becomes of them is what becomes of the transaction. Chromium leaves some without any answer when it aborts.
    for (const request of requests) request.catch(() => undefined);
    // Without it the transaction of a page that is being closed is given up; with it the browser finishes alone.
    transaction.commit();
    await transaction.done;
    hasRows = true;
    mustWriteEverything = false;
    ownStored += own;
  }

  /** Group commit: what arrived while one transaction was under way shares the next. */
  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      const { promise: noAnswer, reject: giveUp } = Promise.withResolvers<never>();
      const timer = setTimeout(() => giveUp(new DOMException('No answer', 'TimeoutError')), noAnswerAfterMs);
      try {
        await Promise.race([writeBatch(batch), noAnswer]);
        reportSuccess(batch);
      } catch (error) {
        queue = [...batch, ...queue];
        reportFailure(batch, toStorageFailure(error));
        // The next attempt opens a connection of its own; this one may be the fault.
        database?.close();
        forget();
        return;
      } finally {
        clearTimeout(timer);
      }
    }
  }

  function reportSuccess(batch: readonly QueuedUpdate[]): void {
    const own = batch.filter(({ origin }) => origin === 'own').length;
    stopRetrying();
    retryAfterMs = firstRetryAfterMs;
    state.setState(({ pendingOwn }) => ({
      pendingOwn: pendingOwn - own,
      failure: undefined,
      storedAt: options.now(),
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
      if (queue.length === 0) return;
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

  async function clearUnsaved(marks: UnsavedMarks): Promise<void> {
    // When this fails the marks stay, and the list of documents is more cautious than it need be: no more than that.
    await withDatabase(async (opened) => {
      const transaction = opened.transaction(customStore, 'readwrite');
      for (const [markedSession, confirmed] of marks) {
        const key = unsavedPrefix + markedSession;
        if ((await transaction.store.get(key)) === confirmed) await transaction.store.delete(key);
      }
      await transaction.done;
    });
  }

  async function withDatabase<T>(
    work: (opened: UpdatesDatabase) => Promise<T>,
  ): Promise<Result<T | undefined, StorageFailure>> {
    try {
      await writing;
      database ??= await openExistingDatabase(name, forget);
      return ok(database === undefined ? undefined : await work(database));
    } catch (error) {
      return err(toStorageFailure(error));
    }
  }

  return {
    state,
    read,
    append,
    ownMark: () => [session, ownStored],
    clearUnsaved,
    withDatabase,
    retry: () => void write(),
    async close() {
      isClosed = true;
      stopRetrying();
      await write();
      database?.close();
      forget();
    },
  };
}
