import { err, ok, type Result, type RoomId } from '@ecritoire/shared';
import { type Batch, createBatch } from './batch.ts';
import type { AppendBatch } from './sqlite-store.ts';
import type { Commit, LogFailure } from './update-log.ts';

type Outcome = Result<Commit, LogFailure>;

/**
 * Decides what shares a commit: the updates of one turn of the event loop always, those that come while the disk is
 * busy, and while commits are frequent those of some milliseconds. A lonely update waits for nothing.
 */
export type GroupCommit = {
  append(room: RoomId, update: Uint8Array): Promise<Outcome>;
  /** Settles when everything appended before is on disk. */
  committed(): Promise<Outcome>;
  durableOffset(): number;
  /** Hands over what waits. */
  flush(): void;
  /** From now on every answer is this. */
  fail(reason: LogFailure): void;
};

export type GroupCommitContext = {
  readonly durableOffset: number;
  readonly write: (batch: AppendBatch, transfer: readonly ArrayBuffer[]) => Promise<Outcome>;
  readonly committed: (updates: number, bytes: number, ms: number) => void;
};

// Every commit costs two messages between threads and a flush of the disk, half a millisecond of a core in all.
// While they are frequent, the next one waits this many times as long as the last one took, within bounds: so a slow
// disk is flushed less often, and nobody waits long for a confirmation.
const waitPerCommit = 16;
const minWaitMs = 4;
const maxWaitMs = 20;

// A flood is cut into commits of this size, so that its first frames do not wait for its last.
const maxBatchUpdates = 4096;
const maxBatchBytes = 4 * 1024 * 1024;

// A room is called by its name the first time, then by a number.
const maxRoomHandles = 2 ** 16;

type Waiting = { readonly batch: Batch; readonly outcome: PromiseWithResolvers<Outcome> };

export function createGroupCommit({ durableOffset, write, committed }: GroupCommitContext): GroupCommit {
  const handles = new Map<RoomId, number>();
  let newRooms: string[] = [];
  let forgetsRooms = false;
  let offset = durableOffset;
  let failure: LogFailure | undefined;
  let waiting: Waiting | undefined;
  let unanswered = 0;
  let lastWrittenAtMs = Number.NEGATIVE_INFINITY;
  let waitMs = minWaitMs;
  let lastOutcome: Promise<Outcome> = Promise.resolve(ok({ durableOffset }));

  function handleOf(room: RoomId): number {
    const known = handles.get(room);
    if (known !== undefined) return known;
    const handle = handles.size;
    handles.set(room, handle);
    newRooms.push(room);
    return handle;
  }

  function startBatch(): Waiting {
    // Here, because no handle may be in a batch that was given before.
    if (handles.size >= maxRoomHandles) {
      handles.clear();
      forgetsRooms = true;
    }
    const started = { batch: createBatch(), outcome: Promise.withResolvers<Outcome>() };
    waiting = started;
    lastOutcome = started.outcome.promise;
    // The end of this turn: every frame that arrived in it is in the batch.
    setImmediate(flushWhenDue);
    return started;
  }

  function flushWhenDue(): void {
    if (waiting === undefined || unanswered > 0) return;
    const leftMs = lastWrittenAtMs + waitMs - performance.now();
    if (leftMs <= 0) flush();
    else setTimeout(flushWhenDue, leftMs);
  }

  function flush(): void {
    if (waiting === undefined) return;
    const { batch, outcome } = waiting;
    waiting = undefined;
    unanswered += 1;
    const startedAtMs = performance.now();
    lastWrittenAtMs = startedAtMs;
    const { directory, bytes } = batch.take();
    const written = write({ newRooms, forgetsRooms, directory, bytes }, [directory.buffer, bytes.buffer]);
    newRooms = [];
    forgetsRooms = false;
    void written.then((answer) => {
      unanswered -= 1;
      if (answer.ok) {
        offset = answer.value.durableOffset;
        const tookMs = performance.now() - startedAtMs;
        waitMs = Math.min(maxWaitMs, Math.max(minWaitMs, tookMs * waitPerCommit));
        committed(batch.count(), bytes.length, tookMs);
      }
      outcome.resolve(answer);
      flushWhenDue();
    });
  }

  return {
    append(room, update) {
      if (failure !== undefined) return Promise.resolve(err(failure));
      const { batch, outcome } = waiting ?? startBatch();
      batch.add(handleOf(room), update);
      if (batch.count() >= maxBatchUpdates || batch.bytes() >= maxBatchBytes) flush();
      return outcome.promise;
    },
    committed: () => (failure === undefined ? lastOutcome : Promise.resolve(err(failure))),
    durableOffset: () => offset,
    flush,
    fail(reason) {
      failure ??= reason;
      waiting?.outcome.resolve(err(reason));
      waiting = undefined;
    },
  };
}
