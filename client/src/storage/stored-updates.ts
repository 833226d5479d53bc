import { customStore, readFrom, sessionPrefix, sessionRange, type UpdatesDatabase, updatesStore } from './database.ts';
import { type DamageMarks, readDamageMarks } from './quarantine.ts';
import type { StoredRow } from './sound-rows.ts';
import { readUnsavedMarks, type UnsavedMarks } from './unsaved-marks.ts';

/** Everything a document's database holds, as it is. */
export interface StoredUpdates {
  /** In the order they were stored; those set aside included. */
  readonly rows: readonly StoredRow[];
  readonly setAside: DamageMarks;
  readonly unsaved: UnsavedMarks;
  /** Every session of this device that has ever written changes of its own here. */
  readonly sessions: readonly string[];
}

export const nothingStored: StoredUpdates = { rows: [], setAside: new Map(), unsaved: new Map(), sessions: [] };

/** Reads all of it. A row that the browser itself cannot read costs that row only. */
export async function readStoredUpdates(database: UpdatesDatabase): Promise<StoredUpdates> {
  const transaction = database.transaction([updatesStore, customStore]);
  const updates = transaction.objectStore(updatesStore);
  const custom = transaction.objectStore(customStore);
  const facts = Promise.all([
    updates.getAllKeys(),
    readDamageMarks(custom),
    readUnsavedMarks(custom),
    custom.getAllKeys(sessionRange()),
  ]);
  // Last: a value that cannot be read ends the transaction.
  const values = updates.getAll();
  const [[keys, setAside, unsaved, sessionKeys], read] = await Promise.all([
    facts,
    values.catch(() => undefined),
    transaction.done.catch(() => undefined),
  ]);
  const rows = read === undefined ? await readOneByOne(database, keys) : toRows(keys, read);
  return { rows, setAside, unsaved, sessions: sessionKeys.map((key) => key.slice(sessionPrefix.length)) };
}

const toRows = (keys: readonly number[], values: readonly unknown[]): StoredRow[] =>
  keys.map((key, index) => ({ key, value: values[index] }));

function readOneByOne(database: UpdatesDatabase, keys: readonly number[]): Promise<StoredRow[]> {
  return Promise.all(
    keys.map(async (key) => {
      try {
        return { key, value: await readFrom(database, updatesStore).get(key) };
      } catch (error) {
        // The connection is gone: that says nothing about the row.
        if (error instanceof DOMException && error.name === 'InvalidStateError') throw error;
        return { key, value: undefined };
      }
    }),
  );
}
