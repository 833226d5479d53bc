import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { StorageFailure } from './storage-failure.ts';

/**
 * One database per Yjs document, in y-indexeddb 9's format: other Yjs tools can read it.
 * Rows of `updates` are bare V1 updates under ascending keys; our own state is in `custom` under `ecritoire:*`.
 */
export interface UpdatesSchema extends DBSchema {
  updates: { key: number; value: Uint8Array };
  custom: { key: string; value: unknown };
}

export type UpdatesDatabase = IDBPDatabase<UpdatesSchema>;

export const updatesStore = 'updates';
export const customStore = 'custom';

/** Keys in `custom`: one per session that left changes no relay has confirmed. */
export const unsavedPrefix = 'ecritoire:unsaved:';
export const unsavedRange = () => IDBKeyRange.bound(unsavedPrefix, `${unsavedPrefix}\uffff`);

/** Keys in `custom`: one per session that ever wrote here, so that its words are known as this device's own. */
export const sessionPrefix = 'ecritoire:session:';
export const sessionRange = () => IDBKeyRange.bound(sessionPrefix, `${sessionPrefix}\uffff`);

export interface OpenedDatabase {
  readonly database: UpdatesDatabase;
  /** It did not exist, or the browser had evicted it: whoever has the document in memory must write all of it. */
  readonly isNew: boolean;
}

/** Opens the database of a document, creating it when needed. Rejects with the browser's DOMException. */
export async function createDatabase(name: string, onLost: () => void): Promise<OpenedDatabase> {
  let isNew = false;
  const database = await openDB<UpdatesSchema>(name, undefined, {
    upgrade(created, oldVersion) {
      isNew = oldVersion === 0;
      created.createObjectStore(updatesStore, { autoIncrement: true });
      created.createObjectStore(customStore);
    },
    // Another tab deletes or upgrades the database: let it, and reopen at the next need.
    blocking: (_current, _blocked, event) => {
      onLost();
      (event.target as IDBDatabase).close();
    },
    terminated: onLost,
  });
  return { database, isNew };
}

/** Opens the database of a document only if it is there; asking creates nothing. Rejects with the browser's DOMException. */
export async function openExistingDatabase(name: string, onLost: () => void): Promise<UpdatesDatabase | undefined> {
  let isAbsent = false;
  try {
    return await openDB<UpdatesSchema>(name, undefined, {
      upgrade(_created, _oldVersion, _newVersion, transaction) {
        isAbsent = true;
        // The abort is ours, and `openDB` rejects with it as well.
        transaction.done.catch(() => undefined);
        // Aborting the upgrade takes the half-made database away again.
        transaction.abort();
      },
      blocking: (_current, _blocked, event) => {
        onLost();
        (event.target as IDBDatabase).close();
      },
      terminated: onLost,
    });
  } catch (error) {
    if (isAbsent) return undefined;
    throw error;
  }
}

/** The name a person's message can be chosen by, for whatever IndexedDB threw. */
export function toStorageFailure(error: unknown): StorageFailure {
  switch (error instanceof DOMException ? error.name : undefined) {
    case 'QuotaExceededError':
      return 'quota-exceeded';
    case 'VersionError':
      return 'blocked';
    case 'NotFoundError':
    case 'DataError':
      return 'corrupted';
    default:
      return 'unavailable';
  }
}
