import { err, ok, type Result } from '@ecritoire/shared';
import type { StoreApi } from 'zustand/vanilla';
import { type BatchWriterOptions, createBatchWriter, type UpdateOrigin } from './batch-writer.ts';
import { createConnection } from './connection.ts';
import { toStorageFailure, type UpdatesDatabase } from './database.ts';
import { createGroupCommit, type GroupCommitOptions, type UpdateStoreState } from './group-commit.ts';
import type { StorageFailure } from './storage-failure.ts';
import { nothingStored, readStoredUpdates, type StoredUpdates } from './stored-updates.ts';
import { deleteUnsavedMarks, type UnsavedMarks } from './unsaved-marks.ts';

/** The updates of one document on this device. */
export interface UpdateStore {
  readonly state: StoreApi<UpdateStoreState>;
  /** Everything stored, sound or not. Creates nothing, unless what is read is about to be added to: `forWriting`. */
  read(forWriting?: 'forWriting'): Promise<Result<StoredUpdates, StorageFailure>>;
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
  /** Tries what is queued. Resolves to whether everything is stored. */
  flush(): Promise<boolean>;
  /** Tries what is queued now instead of at the next turn. */
  retry(): void;
  /** Tries what is queued once more, then closes. Resolves when the outcome is known. */
  close(): Promise<void>;
}

export interface UpdateStoreOptions extends BatchWriterOptions, Pick<GroupCommitOptions, 'soon'> {
  readonly name: string;
}

/** Opens nothing yet: the first read or append does. */
export function openUpdateStore(options: UpdateStoreOptions): UpdateStore {
  // The browser closes connections of pages in the background, and of sites whose data it deletes.
  const connection = createConnection(options.name, () => {
    if (writer.hasRows()) commit.suspect();
  });
  const writer = createBatchWriter(connection, options);
  const commit = createGroupCommit({
    write: writer.write,
    // The next attempt opens a connection of its own; this one may be the fault.
    failed: connection.close,
    soon: options.soon,
    now: options.now,
  });
  const working = new Set<Promise<unknown>>();

  async function read(forWriting?: 'forWriting'): Promise<Result<StoredUpdates, StorageFailure>> {
    try {
      // To look for a database that is not there costs as much as to make it.
      const database = await (forWriting === undefined ? connection.existing() : connection.created());
      const stored = database === undefined ? nothingStored : await readStoredUpdates(database);
      writer.rowsRead(stored.rows.length, database);
      return ok(stored);
    } catch (error) {
      const failure = toStorageFailure(error);
      commit.state.setState({ failure });
      return err(failure);
    }
  }

  async function clearUnsaved(marks: UnsavedMarks): Promise<void> {
    // When this fails the marks stay, and the list of documents is more cautious than it need be: no more than that.
    const cleared = await withDatabase((database) => deleteUnsavedMarks(database, marks));
    if (cleared.ok) writer.marksCleared(marks);
  }

  function withDatabase<T>(
    work: (opened: UpdatesDatabase) => Promise<T>,
  ): Promise<Result<T | undefined, StorageFailure>> {
    const done = useDatabase(work).finally(() => working.delete(done));
    working.add(done);
    return done;
  }

  async function useDatabase<T>(
    work: (opened: UpdatesDatabase) => Promise<T>,
  ): Promise<Result<T | undefined, StorageFailure>> {
    try {
      await commit.quiet();
      const database = await connection.existing();
      return ok(database === undefined ? undefined : await work(database));
    } catch (error) {
      return err(toStorageFailure(error));
    }
  }

  return {
    state: commit.state,
    read,
    append: commit.append,
    ownMark: writer.ownMark,
    clearUnsaved,
    withDatabase,
    flush: commit.flush,
    retry: commit.retry,
    async close() {
      await commit.close();
      await Promise.all(working);
      connection.close();
    },
  };
}
