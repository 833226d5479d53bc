import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import { deleteDB } from 'idb';
import { customStore, openExistingDatabase, readFrom, toStorageFailure } from './database.ts';
import { answerInTime } from './deadline.ts';
import { noteDeleted } from './device-changes.ts';
import { readDamageMarks } from './quarantine.ts';
import { removeFromSearch } from './search-store.ts';
import type { StorageFailure } from './storage-failure.ts';
import { readUnsavedSince } from './unsaved-marks.ts';

/** What the browser grants this site on this device. */
export interface RoomLeft {
  readonly usedBytes: number;
  readonly availableBytes: number;
  /** False: the browser may delete everything here when the disk fills up. */
  readonly isPersisted: boolean;
}

/** Asks the browser never to delete this site's data by itself. Resolves to its answer; false where it cannot be asked. */
export async function askToPersist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/**
 * Whether this is Safari outside of an installed application, which erases what a site stored after seven days of use
 * without a visit (WebKit's tracking prevention). No browser says so; Apple's vendor name is all there is to tell it by.
 */
export const mayExpire = (): boolean =>
  navigator.vendor.startsWith('Apple') && !matchMedia('(display-mode: standalone)').matches;

/** How much room the browser leaves, as it estimates; `undefined` where it does not say. */
export async function readRoomLeft(): Promise<RoomLeft | undefined> {
  const storage: StorageManager | undefined = navigator.storage;
  if (storage === undefined) return undefined;
  const [{ usage, quota }, isPersisted] = await Promise.all([storage.estimate(), storage.persisted()]);
  if (usage === undefined || quota === undefined) return undefined;
  return { usedBytes: usage, availableBytes: Math.max(0, quota - usage), isPersisted };
}

/**
 * Since when this device holds changes of the document that no relay has confirmed, in milliseconds since 1970, 0 when
 * that is not known; `undefined` when all is confirmed. Creates nothing. What cannot be read counts as unconfirmed: the
 * list must not claim more than is known.
 */
export async function readUnsavedWork(id: DocumentId): Promise<number | undefined> {
  try {
    const database = await openExistingDatabase(id, untouched);
    if (database === undefined) return undefined;
    const custom = readFrom(database, customStore);
    const [since, setAside] = await Promise.all([readUnsavedSince(custom), readDamageMarks(custom)]);
    database.close();
    // Words that cannot be read may be words that were never sent.
    const lost = [...setAside.values()].filter(({ mayHoldUnsent, isRepaired }) => mayHoldUnsent && !isRepaired);
    return lost.reduce<number | undefined>((first, { foundAt }) => Math.min(first ?? foundAt, foundAt), since);
  } catch {
    return 0;
  }
}

/** Whether anything of the document is on this device. Creates nothing; what cannot be read is there. */
export async function isOnDevice(id: DocumentId): Promise<boolean> {
  try {
    const database = await openExistingDatabase(id, untouched);
    database?.close();
    return database !== undefined;
  } catch {
    return true;
  }
}

/** Deletes everything that this device keeps of a document, what search knows of it included. Open tabs let go of it first; one that does not is `blocked`. */
export async function deleteFromDevice(id: DocumentId): Promise<Result<void, StorageFailure>> {
  let isBlocked = false;
  try {
    const blocked = () => {
      isBlocked = true;
    };
    await Promise.all([removeFromSearch(id), answerInTime(deleteDB(id, { blocked }))]);
    noteDeleted(id);
    return ok(undefined);
  } catch (error) {
    return err(isBlocked ? 'blocked' : toStorageFailure(error));
  }
}

/** A connection for one look: whatever ends it ends the look. */
const untouched = { yielded: () => undefined, lost: () => undefined };
