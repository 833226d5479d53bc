import { ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import { type UpdatesDatabase, updatesStore } from './database.ts';
import type { StorageFailure } from './storage-failure.ts';
import type { UpdateStore } from './update-store.ts';

/** Fewer rows than this open fast enough as they are. */
const worthwhileRows = 100;

/** Whether a document built from these rows would forget words that nobody meant to delete and nobody has recorded. */
export type WordsCheck = (rows: readonly Uint8Array[]) => boolean;

/**
 * Replaces the stored rows of a document by one that says the same, in a single strict transaction which deletes
 * only the rows it has itself read: whatever another tab stores meanwhile stays, and a kill leaves either the old
 * rows or the new one. One tab at a time, where the browser has Web Locks. Resolves to the number of rows replaced;
 * `undefined` when the document is not on the device any more.
 */
export async function compactUpdates(
  store: UpdateStore,
  name: string,
  wouldForgetWords?: WordsCheck,
): Promise<Result<number | undefined, StorageFailure>> {
  if (!('locks' in navigator)) return ok(0);
  return navigator.locks.request(`ecritoire:compact:${name}`, { ifAvailable: true }, (lock) =>
    lock === null ? ok(0) : store.withDatabase((database) => compactDatabase(database, wouldForgetWords)),
  );
}

async function compactDatabase(database: UpdatesDatabase, wouldForgetWords?: WordsCheck): Promise<number> {
  const transaction = database.transaction(updatesStore, 'readwrite', { durability: 'strict' });
  const [keys, rows] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
  const merged = rows.length < worthwhileRows ? undefined : mergeRows(rows, wouldForgetWords);
  if (merged !== undefined)
    await Promise.all([transaction.store.add(merged), ...keys.map((key) => transaction.store.delete(key))]);
  await transaction.done;
  return merged === undefined ? 0 : keys.length;
}

/**
 * One update that holds what the rows hold, or `undefined` when they must stay as they are: a row does not decode,
 * or something in them waits for a change that has not arrived.
 *
 * A re-encoded document is several times smaller and faster to load than merged updates, but it also deletes what
 * was written inside a deleted block without being deleted itself. Those words are somebody's lost work until they are
 * recorded, so they stay on disk: the re-encoded form is taken only if it deletes exactly what the rows delete, or if
 * all words among the rest are recorded.
 */
export function mergeRows(
  rows: readonly Uint8Array[],
  wouldForgetWords: WordsCheck = () => true,
): Uint8Array | undefined {
  const doc = new Y.Doc();
  try {
    const deleteSets = rows.map((row) => Y.decodeUpdate(row).ds);
    doc.transact(() => {
      for (const row of rows) Y.applyUpdate(doc, row);
    });
    if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) return undefined;
    const written = Y.mergeDeleteSets(deleteSets);
    const reencoded = Y.createDeleteSetFromStructStore(doc.store);
    const isSame = Y.equalDeleteSets(written, reencoded);
    return isSame || !wouldForgetWords(rows) ? Y.encodeStateAsUpdate(doc) : mergeInTree(rows);
  } catch {
    // A damaged row: it stays where it is, for repair, and so do the others.
    return undefined;
  } finally {
    doc.destroy();
  }
}

/** `Y.mergeUpdates` sorts all its inputs again for every struct: flat, it is quadratic in their number. */
function mergeInTree(rows: readonly Uint8Array[]): Uint8Array {
  const fanIn = 64;
  let level = [...rows];
  while (level.length > 1) {
    const next: Uint8Array[] = [];
    for (let start = 0; start < level.length; start += fanIn)
      next.push(Y.mergeUpdates(level.slice(start, start + fanIn)));
    level = next;
  }
  return level[0] ?? Y.encodeStateAsUpdate(new Y.Doc());
}
