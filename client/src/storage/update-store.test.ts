import 'fake-indexeddb/auto';
import { documentIdFromBytes } from '@ecritoire/shared';
import { forceCloseDatabase } from 'fake-indexeddb';
import { deleteDB, openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { deleteFromDevice } from './device.ts';
import { openUpdateStore, type UpdateStore } from './update-store.ts';

let names = 0;
function freshName(): string {
  names += 1;
  return `update-store-${names}`;
}

const opened: UpdateStore[] = [];

function open(
  name: string,
  session = 'tab-1',
  everything = () => new Uint8Array(),
  soon = (work: () => void) => work(),
): UpdateStore {
  const store = openUpdateStore({ name, session, encodeEverything: everything, now: () => 1, soon });
  opened.push(store);
  return store;
}

afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all(opened.splice(0).map((store) => store.close()));
});

const rowsOf = async (name: string) => {
  const stored = await open(name).read();
  if (!stored.ok) throw new Error(stored.error);
  return stored.value.rows.map(({ value }) => (value instanceof Uint8Array ? [...value] : []));
};

/** Makes the next `times` transactions abort after their requests succeeded, as a full disk does. */
function abortTransactions(times: number, name = 'QuotaExceededError'): void {
  const original = IDBDatabase.prototype.transaction;
  let left = times;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    const transaction = original.apply(this, args);
    if (args[1] !== 'readwrite' || left === 0) return transaction;
    left -= 1;
    transaction.commit = () => transaction.abort();
    Object.defineProperty(transaction, 'error', { get: () => new DOMException('no room', name) });
    return transaction;
  });
}

describe('the updates of a document on the device', () => {
  it('[D22] many rows are read however long all of them take, as long as the device goes on answering', async () => {
    const name = freshName();
    await open(name).append(Uint8Array.of(0, 0), 'own');
    const database = await openDB(name);
    const transaction = database.transaction('updates', 'readwrite');
    const added = Array.from({ length: 20_000 }, (_, row) => Uint8Array.of(row % 256));
    for (const row of added) void transaction.store.add(row);
    await transaction.done;
    database.close();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const getAll = IDBObjectStore.prototype.getAll;
    vi.spyOn(IDBObjectStore.prototype, 'getAll').mockImplementation(function (this: IDBObjectStore, ...args) {
      vi.advanceTimersByTime(3_000);
      return getAll.apply(this, args);
    });
    const rows = await rowsOf(name);
    expect(rows).toEqual([[0, 0], ...added.map((row) => [...row])]);
    vi.useRealTimers();
  });

  it('[D24] what is appended waits for its moment, together, and counts as unstored from the first instant', async () => {
    const name = freshName();
    const moments: (() => void)[] = [];
    const store = open(name, 'tab-1', undefined, (work) => moments.push(work));
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const outcomes = [store.append(Uint8Array.of(1), 'own'), store.append(Uint8Array.of(2), 'own')];
    expect(store.state.getState().pendingOwn).toBe(2);
    expect(moments).toHaveLength(1);
    moments[0]?.();
    expect(await Promise.all(outcomes)).toEqual(['stored', 'stored']);
    expect(transactions.mock.calls.filter(([, mode]) => mode === 'readwrite')).toHaveLength(1);
    expect(await rowsOf(name)).toEqual([[1], [2]]);
  });

  it('[D24] who flushes or closes does not wait for that moment', async () => {
    const name = freshName();
    const never = () => undefined;
    const flushed = open(name, 'tab-1', undefined, never);
    void flushed.append(Uint8Array.of(1), 'own');
    expect(await flushed.flush()).toBe(true);
    const closed = open(name, 'tab-2', undefined, never);
    void closed.append(Uint8Array.of(2), 'own');
    await closed.close();
    expect(await rowsOf(name)).toEqual([[1], [2]]);
  });

  it('[D1] an update is called stored only once its own transaction has completed, with strict durability', async () => {
    const name = freshName();
    const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction');
    const store = open(name);
    const outcome = store.append(Uint8Array.of(1), 'own');
    expect(store.state.getState()).toMatchObject({ pendingOwn: 1, storedAt: undefined });
    expect(await outcome).toBe('stored');
    expect(store.state.getState()).toMatchObject({ pendingOwn: 0, storedAt: 1, failure: undefined });
    expect(transactions.mock.lastCall?.[2]).toEqual({ durability: 'strict' });
    expect(await rowsOf(name)).toEqual([[1]]);
  });

  it('[D2] an aborted transaction is said at once, stays pending, and is stored in order when there is room again', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(1), 'own');
    abortTransactions(1);
    const closed = vi.spyOn(IDBDatabase.prototype, 'close');
    expect(await store.append(Uint8Array.of(2), 'own')).toBe('failed');
    await vi.waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
    expect(store.state.getState()).toMatchObject({ pendingOwn: 1, failure: 'quota-exceeded' });
    expect(await rowsOf(name)).toEqual([[1]]);
    expect(await store.append(Uint8Array.of(3), 'own')).toBe('stored');
    expect(store.state.getState()).toMatchObject({ pendingOwn: 0, failure: undefined });
    expect(await rowsOf(name)).toEqual([[1], [2], [3]]);
  });

  it('[D2] a failed update is tried again by itself', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(1), 'own');
    abortTransactions(1);
    await store.append(Uint8Array.of(2), 'own');
    await vi.waitFor(() => expect(store.state.getState().failure).toBeUndefined(), { timeout: 5_000 });
    expect(await rowsOf(name)).toEqual([[1], [2]]);
  });

  it('[D2] typing on a full disk does not put off the next attempt', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(0), 'own');
    abortTransactions(6);
    const timers = vi.spyOn(globalThis, 'setTimeout');
    for (let key = 1; key <= 6; key += 1) {
      void store.append(Uint8Array.of(key), 'own');
      // Long enough for the attempt to fail.
      await store.read();
    }
    const retries = timers.mock.calls.map(([, afterMs = 0]) => afterMs).filter((afterMs) => afterMs !== 5_000);
    expect(retries).toEqual([1_000]);
  });

  it('[D3] reading a document that is not there creates nothing', async () => {
    const name = freshName();
    expect(await open(name).read()).toEqual({
      ok: true,
      value: { rows: [], setAside: new Map(), unsaved: new Map(), sessions: [] },
    });
    expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
  });

  it('[D3] confirming or compacting a document that was deleted brings nothing back', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(1), 'own');
    await deleteDB(name);
    await store.clearUnsaved(new Map([store.ownMark()]));
    expect((await indexedDB.databases()).map((database) => database.name)).not.toContain(name);
  });

  it('[D4] y-indexeddb reads what we wrote, and we read what y-indexeddb wrote', async () => {
    const name = freshName();
    const ours = new Y.Doc();
    ours.getText('title').insert(0, 'ours');
    await open(name).append(Y.encodeStateAsUpdate(ours), 'own');

    const theirs = new Y.Doc();
    const persistence = new IndexeddbPersistence(name, theirs);
    await persistence.whenSynced;
    expect(theirs.getText('title').toString()).toBe('ours');
    theirs.getText('title').insert(4, ' and theirs');
    await persistence.destroy();

    const read = new Y.Doc();
    for (const row of await rowsOf(name)) Y.applyUpdate(read, Uint8Array.from(row));
    expect(read.getText('title').toString()).toBe('ours and theirs');
  });

  it('[D5] a database that the browser took away under an open tab is written again, whole', async () => {
    const name = freshName();
    const store = open(name, 'tab-1', () => Uint8Array.of(9, 9));
    await store.append(Uint8Array.of(1), 'own');
    await deleteDB(name);
    expect(await store.append(Uint8Array.of(2), 'own')).toBe('stored');
    expect(await rowsOf(name)).toEqual([[2], [9, 9]]);
  });

  it('[D6] a session leaves a mark with its own changes, and only a confirmation of all of them takes it away', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(1), 'received');
    expect((await unsavedOf(name)).size).toBe(0);
    await store.append(Uint8Array.of(2), 'own');
    const confirmed = new Map([store.ownMark()]);
    await store.append(Uint8Array.of(3), 'own');
    await store.clearUnsaved(confirmed);
    expect(await unsavedOf(name)).toEqual(new Map([['tab-1', 2]]));
    await store.clearUnsaved(new Map([store.ownMark()]));
    expect((await unsavedOf(name)).size).toBe(0);
  });

  it('[D2] a transaction that gives no answer has failed, and does not hold up the next attempt', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(1), 'own');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const original = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (this: IDBDatabase, ...args) {
      const transaction = original.apply(this, args);
      // Nobody ever hears of its end.
      transaction.addEventListener = () => undefined;
      return transaction;
    });
    const outcome = store.append(Uint8Array.of(2), 'own');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await outcome).toBe('failed');
    expect(store.state.getState()).toMatchObject({ pendingOwn: 1, failure: 'unavailable' });
    await vi.advanceTimersByTimeAsync(1_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ pendingOwn: 0, failure: undefined }));
    expect(await rowsOf(name)).toContainEqual([2]);
  });

  it('[D2] an update that arrives as another completes does not wait for a retry', async () => {
    const store = open(freshName());
    await store.append(Uint8Array.of(1), 'own');
    const timers = vi.spyOn(globalThis, 'setTimeout');
    await store.append(Uint8Array.of(2), 'own');
    await store.append(Uint8Array.of(3), 'own');
    // Only the watchdog of each transaction.
    expect(timers.mock.calls.map(([, afterMs]) => afterMs)).toEqual([5_000, 5_000]);
  });

  it('[D7] closing tries what is queued behind a write that fails', async () => {
    const name = freshName();
    const store = open(name);
    await store.append(Uint8Array.of(1), 'own');
    abortTransactions(1);
    const outcomes = [store.append(Uint8Array.of(2), 'own')];
    outcomes.push(store.append(Uint8Array.of(3), 'own'));
    await store.close();
    // Each hears of its first attempt; the rows say what became of them.
    await Promise.all(outcomes);
    expect(await rowsOf(name)).toEqual([[1], [2], [3]]);
  });

  it('[D7] closing waits for what is queued', async () => {
    const name = freshName();
    const store = open(name);
    for (let value = 0; value < 50; value += 1) void store.append(Uint8Array.of(value), 'own');
    await store.close();
    expect((await rowsOf(name)).length).toBe(50);
  });

  it('[D5] a database evicted under an open tab is written again at once, and counts as unsent', async () => {
    const name = freshName();
    const store = open(name, 'tab-1', () => Uint8Array.of(9, 9));
    const databases = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.append(Uint8Array.of(1), 'received');
    const [connection] = databases.mock.contexts;
    await deleteDB(name);
    // The browser closes the connections of a site whose data it deletes; typed as taking the class, which it does not.
    forceCloseDatabase(connection as never);
    await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ pendingOwn: 0, restoredAt: 1 }));
    expect(await rowsOf(name)).toEqual([[9, 9]]);
    expect((await unsavedOf(name)).size).toBe(1);
  });

  it('[D5] a connection that is lost over an intact database costs no second copy', async () => {
    const name = freshName();
    const store = open(name, 'tab-1', () => Uint8Array.of(9, 9));
    const databases = vi.spyOn(IDBDatabase.prototype, 'transaction');
    await store.append(Uint8Array.of(1), 'own');
    forceCloseDatabase(databases.mock.contexts[0] as never);
    await vi.waitFor(() => expect(store.state.getState().pendingOwn).toBe(1));
    await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ pendingOwn: 0, restoredAt: undefined }));
    await store.append(Uint8Array.of(2), 'own');
    expect(await rowsOf(name)).toEqual([[1], [2]]);
  });

  it('[D2] where the browser gives no storage it is said, and what was typed is stored when it does', async () => {
    const name = freshName();
    const store = open(name);
    const opening = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException(
        'A mutation operation was attempted on a database that did not allow mutations.',
        'UnknownError',
      );
    });
    expect(await store.read()).toEqual({ ok: false, error: 'unavailable' });
    expect(await store.append(Uint8Array.of(1), 'own')).toBe('failed');
    opening.mockRestore();
    store.retry();
    await vi.waitFor(() => expect(store.state.getState()).toMatchObject({ pendingOwn: 0, failure: undefined }), 3_000);
    expect(await rowsOf(name)).toEqual([[1]]);
  });

  it('[D22] a database that does not open within 5 s has failed, and another tab that holds it is named', async () => {
    const name = documentIdFromBytes(new Uint8Array(16));
    await open(name).append(Uint8Array.of(1), 'own');
    const deaf = await openDB(name);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    // Waits for the connection that does not yield, and whoever comes next waits for it.
    const deletion = deleteDB(name);
    const reading = open(name).read();
    const removing = deleteFromDevice(name);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(await reading).toEqual({ ok: false, error: 'unavailable' });
    expect(await removing).toMatchObject({ ok: false });
    vi.useRealTimers();
    deaf.close();
    await deletion;
  });

  it('[D19] a row that the browser cannot read costs that row', async () => {
    const name = freshName();
    const store = open(name);
    for (const value of [1, 2, 3]) await store.append(Uint8Array.of(value), 'own');
    const clone = globalThis.structuredClone;
    vi.stubGlobal('structuredClone', (value: unknown) => {
      if (value instanceof Uint8Array && value[0] === 2)
        throw new DOMException('Failed to read large IndexedDB value', 'NotReadableError');
      return clone(value);
    });
    const stored = await open(name).read();
    expect(stored.ok && stored.value.rows.map(({ key, value }) => [key, value === undefined])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    vi.unstubAllGlobals();
  });
});

async function unsavedOf(name: string) {
  const stored = await open(name).read();
  if (!stored.ok) throw new Error(stored.error);
  return stored.value.unsaved;
}
