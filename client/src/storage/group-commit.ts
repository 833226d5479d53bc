import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Batch, countOwn, type UpdateOrigin } from './batch-writer.ts';
import { toStorageFailure } from './database.ts';
import { answerInTime } from './deadline.ts';
import { createRetryTimer } from './retry-timer.ts';
import type { StorageFailure } from './storage-failure.ts';

export interface UpdateStoreState {
  /** Own changes whose transaction has not completed. */
  readonly pendingOwn: number;
  /** Why the last attempt to store failed; cleared by the next success. */
  readonly failure: StorageFailure | undefined;
  /** Milliseconds since 1970; `undefined` until something was stored in this session. */
  readonly storedAt: number | undefined;
  /** When a database that the browser had deleted was written again, whole; `undefined` when none was. */
  readonly restoredAt: number | undefined;
}

/**
 * Group commit: what arrives soon after, or while one transaction is under way, shares the next. What fails stays in
 * the queue, in order, and is tried again by itself.
 */
export interface GroupCommit {
  readonly state: StoreApi<UpdateStoreState>;
  /** Settles at the first outcome. */
  append(update: Uint8Array, origin: UpdateOrigin): Promise<'stored' | 'failed'>;
  /** What was stored may be gone: nothing is called stored until the next batch, which may be empty, was written. */
  suspect(): void;
  /** Resolves once the transactions under way are over, whatever became of them. */
  quiet(): Promise<void>;
  /** Tries what is queued. Resolves to whether everything is stored. */
  flush(): Promise<boolean>;
  /** Tries what is queued now instead of at the next turn. */
  retry(): void;
  /** Tries what is queued once more, and never again by itself. Resolves when the outcome is known. */
  close(): Promise<void>;
}

export interface GroupCommitOptions {
  /** Resolves to whether everything else had to be written again; see {@link BatchWriter}. */
  write(batch: Batch): Promise<boolean>;
  /** An attempt failed, or gave no answer. */
  failed(): void;
  /** Runs its argument, once, when there is time for it: at the latest before the page may be gone. */
  soon(work: () => void): void;
  now(): number;
}

interface QueuedUpdate {
  readonly update: Uint8Array;
  readonly origin: UpdateOrigin;
  readonly settle: (outcome: 'stored' | 'failed') => void;
}

export function createGroupCommit(options: GroupCommitOptions): GroupCommit {
  const state = createStore<UpdateStoreState>(() => ({
    pendingOwn: 0,
    failure: undefined,
    storedAt: undefined,
    restoredAt: undefined,
  }));
  const retryTimer = createRetryTimer(() => void commit());
  let queue: QueuedUpdate[] = [];
  let committing: Promise<void> | undefined;
  let isSuspect = false;
  let isClosed = false;
  let isPlanned = false;

  async function drain(): Promise<void> {
    while (queue.length > 0 || isSuspect) {
      const batch = queue;
      const wasSuspect = isSuspect;
      queue = [];
      try {
        // Should it complete after all, its updates are there twice, which changes nothing.
        const isRestored = await answerInTime(options.write(batch));
        if (wasSuspect) isSuspect = false;
        reportSuccess(batch, isRestored, countOwn(batch) + (wasSuspect ? 1 : 0));
      } catch (error) {
        queue = [...batch, ...queue];
        reportFailure(batch, toStorageFailure(error));
        options.failed();
        return;
      }
    }
  }

  function reportSuccess(batch: readonly QueuedUpdate[], isRestored: boolean, confirmed: number): void {
    retryTimer.reset();
    state.setState(({ pendingOwn, storedAt, restoredAt }) => ({
      pendingOwn: pendingOwn - confirmed,
      failure: undefined,
      storedAt: batch.length > 0 || isRestored ? options.now() : storedAt,
      restoredAt: isRestored ? options.now() : restoredAt,
    }));
    for (const { settle } of batch) settle('stored');
  }

  function reportFailure(batch: readonly QueuedUpdate[], failure: StorageFailure): void {
    state.setState({ failure });
    for (const { settle } of batch) settle('failed');
  }

  function commit(): Promise<void> {
    committing ??= drain().finally(() => {
      committing = undefined;
      if (queue.length === 0 && !isSuspect) return;
      // Something arrived while the last transaction was being reported, or the disk refuses. Each key is an attempt of
      // its own, which does not put off the one that is due without any.
      if (state.getState().failure === undefined) void commit();
      else if (!isClosed) retryTimer.schedule();
    });
    return committing;
  }

  function commitSoon(): void {
    if (isPlanned) return;
    isPlanned = true;
    options.soon(() => {
      isPlanned = false;
      void commit();
    });
  }

  const expectOneMore = () => state.setState(({ pendingOwn }) => ({ pendingOwn: pendingOwn + 1 }));

  async function flush(): Promise<boolean> {
    // What is under way may fail, and what came meanwhile has not been tried by then.
    while (committing !== undefined) await committing;
    await commit();
    return queue.length === 0;
  }

  return {
    state,
    append(update, origin) {
      const { promise, resolve } = Promise.withResolvers<'stored' | 'failed'>();
      queue.push({ update, origin, settle: resolve });
      if (origin === 'own') expectOneMore();
      commitSoon();
      return promise;
    },
    suspect() {
      if (isClosed || isSuspect) return;
      isSuspect = true;
      expectOneMore();
      void commit();
    },
    quiet: async () => committing,
    flush,
    retry: () => void commit(),
    close() {
      isClosed = true;
      retryTimer.reset();
      return flush().then(() => undefined);
    },
  };
}
