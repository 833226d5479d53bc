import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import { deleteDB } from 'idb';
import { customStore, openExistingDatabase, toStorageFailure, unsavedRange } from './database.ts';
import type { StorageFailure } from './storage-failure.ts';

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

/** How much room the browser leaves, as it estimates; `undefined` where it does not say. */
export async function readRoomLeft(): Promise<RoomLeft | undefined> {
  const storage: StorageManager | undefined = navigator.storage;
  if (storage === undefined) return undefined;
  const [{ usage, quota }, isPersisted] = await Promise.all([storage.estimate(), storage.persisted()]);
  if (usage === undefined || quota === undefined) return undefined;
  return { usedBytes: usage, availableBytes: Math.max(0, quota - usage), isPersisted };
}

/**
 * Whether this device holds changes of the document that no relay has confirmed. Creates nothing. What cannot be
 * read counts as unconfirmed: the list must not claim more than is known.
 */
export async function hasUnsavedWork(id: DocumentId): Promise<boolean> {
  try {
    const database = await openExistingDatabase(id, () => undefined);
    if (database === undefined) return false;
    const count = await database.count(customStore, unsavedRange());
    database.close();
    return count > 0;
  } catch {
    return true;
  }
}

/** Deletes everything that this device keeps of a document. Open tabs let go of it first. */
export async function deleteFromDevice(id: DocumentId): Promise<Result<void, StorageFailure>> {
  try {
    await deleteDB(id);
    return ok(undefined);
  } catch (error) {
    return err(toStorageFailure(error));
  }
}
