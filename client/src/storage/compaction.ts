import { err, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import { openExistingDatabase, toStorageFailure, type UpdatesDatabase, updatesStore } from './database.ts';
import { sealRow } from './row-seal.ts';
import { sortRows } from './sound-rows.ts';
import type { StorageFailure } from './storage-failure.ts';
import { readStoredUpdates } from './stored-updates.ts';

/** Fewer rows than this open fast enough as they are. */
const worthwhileRows = 100;
/** More rows than this are always worth it. */
const tooManyRows = 2_000;
const worthwhileBytes = 1024 * 1024;
/** A document is not written again whole for a few keys: what was added must be a part of it worth naming. */
const worthwhilePart = 1 / 16;

/** Whether a document built from these rows would forget words that nobody meant to delete and nobody has recorded. */
export type WordsCheck = (rows: readonly Uint8Array[]) => boolean;

/**
 * Replaces the stored rows of a document by one that says the same, in a single strict transaction which deletes
 * only the rows it has itself merged: whatever another tab stores meanwhile stays, rows set aside stay, and a kill
 * leaves either the old rows or the new one. One tab at a time, where the browser has Web Locks. Resolves to the number
 * of rows replaced; `undefined` when the document is not on the device any more. Takes as long as opening the document:
 * not for the thread that is typed on.
 */
export async function compactUpdates(
  name: string,
  wouldForgetWords?: WordsCheck,
): Promise<Result<number | undefined, StorageFailure>> {
  if (!('locks' in navigator)) return ok(0);
  return navigator.locks.request(`ecritoire:compact:${name}`, { ifAvailable: true }, (lock) =>
    lock === null ? ok(0) : compactByName(name, wouldForgetWords),
  );
}

async function compactByName(
  name: string,
  wouldForgetWords: WordsCheck | undefined,
): Promise<Result<number | undefined, StorageFailure>> {
  let database: UpdatesDatabase | undefined;
  try {
    database = await openExistingDatabase(name, { yielded: () => undefined, lost: () => undefined });
    return ok(database === undefined ? undefined : await compactDatabase(database, wouldForgetWords));
  } catch (error) {
    return err(toStorageFailure(error));
  } finally {
    database?.close();
  }
}

/** Whether so many rows of these sizes are worth merging: y-indexeddb counts rows only, and keeps 500 of 4 MB (#36). */
export function isWorthCompacting(sizes: readonly number[]): boolean {
  if (sizes.length > tooManyRows) return true;
  const largest = Math.max(0, ...sizes);
  const added = sizes.reduce((sum, size) => sum + size, -largest);
  return added >= worthwhileBytes || (sizes.length >= worthwhileRows && added >= largest * worthwhilePart);
}

/**
 * The merging is between two transactions: nobody who stores waits for it. The second deletes exactly the rows that
 * the first gave, if they are all still there.
 */
async function compactDatabase(database: UpdatesDatabase, wouldForgetWords: WordsCheck | undefined): Promise<number> {
  const stored = await readStoredUpdates(database);
  const { sound } = sortRows(stored.rows.filter(({ key }) => !stored.setAside.has(key)));
  const rows = sound.map(({ value }) => value);
  const merged = isWorthCompacting(rows.map(({ length }) => length)) ? mergeRows(rows, wouldForgetWords) : undefined;
  if (merged === undefined || !reachesAsFar(merged, rows)) return 0;
  const transaction = database.transaction(updatesStore, 'readwrite', { durability: 'strict' });
  const present = new Set(await transaction.store.getAllKeys());
  const isUntouched = sound.every(({ key }) => present.has(key));
  if (isUntouched)
    await Promise.all([
      transaction.store.add(sealRow(merged)),
      ...sound.map(({ key }) => transaction.store.delete(key)),
    ]);
  await transaction.done;
  return isUntouched ? sound.length : 0;
}

/** Whether a document that takes the merged row knows every change that the rows brought: the rows go only then. */
function reachesAsFar(merged: Uint8Array, rows: readonly Uint8Array[]): boolean {
  const doc = new Y.Doc();
  try {
    Y.applyUpdate(doc, merged);
    return rows.every((row) =>
      [...Y.parseUpdateMeta(row).to].every(([client, clock]) => Y.getState(doc.store, client) >= clock),
    );
  } finally {
    doc.destroy();
  }
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

/** The same, with what waits for other changes too: one update that says all that the rows say, as small as it can be. */
export const mergeIntoOne = (rows: readonly Uint8Array[], wouldForgetWords: WordsCheck): Uint8Array =>
  mergeRows(rows, wouldForgetWords) ?? mergeInTree(rows);

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
