import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, unwrap } from 'idb';
import { formatUpgrades } from './database-upgrades.ts';
import { answerInTime } from './deadline.ts';
import type { StorageFailure } from './storage-failure.ts';

/**
 * One database per Yjs document, in y-indexeddb 9's format: other Yjs tools can read it.
 * Rows of `updates` are bare V1 updates under ascending keys; our own state is in `custom` under `ecritoire:*`.
 * What is typed `unknown` may be damaged, or another program's.
 */
export interface UpdatesSchema extends DBSchema {
  updates: { key: number; value: unknown };
  custom: { key: string; value: unknown };
}

export type UpdatesDatabase = IDBPDatabase<UpdatesSchema>;

export const updatesStore = 'updates';
export const customStore = 'custom';

/** A database of a later format is not ours to write in. */
const formatVersion = 1 + formatUpgrades.length;

/** Keys in `custom`: one per session that ever wrote here, so that its words are known as this device's own. */
export const sessionPrefix = 'ecritoire:session:';
export const sessionRange = () => IDBKeyRange.bound(sessionPrefix, `${sessionPrefix}\uffff`);

export interface ConnectionEnd {
  /** Another tab deletes or upgrades the database, and this one has let go of it. */
  yielded(): void;
  /** The browser closed the connection: it may have deleted the database. */
  lost(): void;
}

/** Opens the database of a document, creating it when needed. Rejects with a DOMException, after 5 s at the latest. */
export function createDatabase(name: string, end: ConnectionEnd): Promise<UpdatesDatabase> {
  return open(name, end, (created, transaction) => {
    created.createObjectStore(updatesStore, { autoIncrement: true });
    created.createObjectStore(customStore);
    upgradeFormat(1, created, transaction);
  });
}

/** The same, only if the database is there; asking creates nothing. */
export async function openExistingDatabase(name: string, end: ConnectionEnd): Promise<UpdatesDatabase | undefined> {
  let isAbsent = false;
  try {
    return await open(name, end, (_created, transaction) => {
      isAbsent = true;
      // Aborting the upgrade takes the half-made database away again.
      transaction.abort();
    });
  } catch (error) {
    if (isAbsent) return undefined;
    throw error;
  }
}

type FormatChange = IDBPTransaction<UpdatesSchema, (typeof updatesStore | typeof customStore)[], 'versionchange'>;

function upgradeFormat(from: number, opened: UpdatesDatabase, change: FormatChange): void {
  for (const upgrade of formatUpgrades.slice(from - 1)) upgrade(unwrap(opened), unwrap(change));
}

async function open(
  name: string,
  end: ConnectionEnd,
  whenAbsent: (created: UpdatesDatabase, transaction: FormatChange) => void,
): Promise<UpdatesDatabase> {
  let isBlocked = false;
  let isAwaited = true;
  const opening = openDB<UpdatesSchema>(name, formatVersion, {
    upgrade: (opened, oldVersion, _newVersion, transaction) => {
      // `openDB` rejects with what ends it as well.
      transaction.done.catch(() => undefined);
      if (oldVersion === 0) whenAbsent(opened, transaction);
      else upgradeFormat(oldVersion, opened, transaction);
    },
    blocked: () => {
      isBlocked = true;
    },
    // Let the other tab have its way, and reopen at the next need.
    blocking: (_current, _blocked, event) => {
      end.yielded();
      (event.target as IDBDatabase).close();
    },
    terminated: () => end.lost(),
  });
  // A connection that comes after everybody has stopped waiting would hold up whoever upgrades or deletes.
  opening.then(
    (database) => isAwaited || database.close(),
    () => undefined,
  );
  try {
    return await answerInTime(opening);
  } catch (error) {
    throw isBlocked ? new DOMException('Another tab holds the database', 'BlockedError') : error;
  } finally {
    isAwaited = false;
  }
}

/** A store to read from. What fails is heard by whoever asked for it: `idb` would report the transaction's end as well. */
export function readFrom<Name extends typeof updatesStore | typeof customStore>(database: UpdatesDatabase, name: Name) {
  const transaction = database.transaction(name);
  transaction.done.catch(() => undefined);
  return transaction.store;
}

/** The name a person's message can be chosen by, for whatever IndexedDB threw. */
export function toStorageFailure(error: unknown): StorageFailure {
  switch (error instanceof DOMException ? error.name : undefined) {
    case 'QuotaExceededError':
      return 'quota-exceeded';
    case 'VersionError':
      return 'newer-version';
    case 'BlockedError':
      return 'blocked';
    case 'NotFoundError':
    case 'DataError':
    case 'NotReadableError':
      return 'corrupted';
    default:
      return 'unavailable';
  }
}
