import { customStore, readFrom, sessionPrefix, sessionRange, type UpdatesDatabase, updatesStore } from './database.ts';
import { answerInTime } from './deadline.ts';
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

/** So many rows are asked for at a time: what a slow device takes in all is no sign that it has stopped answering. */
const rowsAtATime = 10_000;

/** Reads all of it. A row that the browser itself cannot read costs that row only. Rejects when an answer takes 5 s. */
export async function readStoredUpdates(database: UpdatesDatabase): Promise<StoredUpdates> {
  const transaction = database.transaction([updatesStore, customStore]);
  // Its end says no more than the answers do.
  transaction.done.catch(() => undefined);
  const updates = transaction.objectStore(updatesStore);
  const custom = transaction.objectStore(customStore);
  const facts = Promise.all([
    updates.getAllKeys(),
    readDamageMarks(custom),
    readUnsavedMarks(custom),
    custom.getAllKeys(sessionRange()),
  ]);
  // Last: a value that cannot be read ends the transaction.
  const first = updates.getAll(undefined, rowsAtATime);
  first.catch(() => undefined);
  const [keys, setAside, unsaved, sessionKeys] = await answerInTime(facts);
  const next = (key: number) => updates.getAll(IDBKeyRange.lowerBound(key), rowsAtATime);
  const read = await readValues(first, keys, next);
  const rows = read === undefined ? await readOneByOne(database, keys) : toRows(keys, read);
  return { rows, setAside, unsaved, sessions: sessionKeys.map((key) => key.slice(sessionPrefix.length)) };
}

/** The values under these keys, in steps; `undefined` when the browser cannot read one of them. */
async function readValues(
  first: Promise<unknown[]>,
  keys: readonly number[],
  next: (key: number) => Promise<unknown[]>,
): Promise<unknown[] | undefined> {
  try {
    const values = [...(await answerInTime(first))];
    for (let key = keys[values.length]; key !== undefined; key = keys[values.length]) {
      const some = await answerInTime(next(key));
      if (some.length === 0) return undefined;
      values.push(...some);
    }
    return values;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'TimeoutError') throw error;
    return undefined;
  }
}

const toRows = (keys: readonly number[], values: readonly unknown[]): StoredRow[] =>
  keys.map((key, index) => ({ key, value: values[index] }));

async function readOneByOne(database: UpdatesDatabase, keys: readonly number[]): Promise<StoredRow[]> {
  const rows: StoredRow[] = [];
  for (let from = 0; from < keys.length; from += rowsAtATime) {
    const some = keys.slice(from, from + rowsAtATime);
    rows.push(...(await answerInTime(Promise.all(some.map((key) => readOne(database, key))))));
  }
  return rows;
}

async function readOne(database: UpdatesDatabase, key: number): Promise<StoredRow> {
  try {
    return { key, value: await readFrom(database, updatesStore).get(key) };
  } catch (error) {
    // The connection is gone: that says nothing about the row.
    if (error instanceof DOMException && error.name === 'InvalidStateError') throw error;
    return { key, value: undefined };
  }
}
