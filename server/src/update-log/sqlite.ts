import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { err, ok, type Result, type RoomId } from '@ecritoire/shared';
import type { Report, RequestKind, Requests } from './sqlite-requests.ts';
import type { Commit, LogEvents, LogFailure, UpdateLog } from './update-log.ts';

type Outcome = Result<Commit, LogFailure>;

/** The updates that will share the next commit. */
type Batch = { rooms: string[]; updates: Uint8Array[]; bytes: number; outcome: PromiseWithResolvers<Outcome> };

// A flood is cut into commits of this size, so that its first frames do not wait for its last.
const maxBatchUpdates = 4096;

/**
 * The log in one SQLite file, written by one worker thread with a commit per batch: what arrives while the
 * disk is busy waits together and shares the next commit. The error is one sentence about why the file
 * cannot be used (foreign, newer, not durable); the file is untouched then.
 */
export function openSqliteLog(file: string, events: LogEvents): Promise<Result<UpdateLog, string>> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: file });
  const opened = Promise.withResolvers<Result<UpdateLog, string>>();
  const questions: { settle: (answer: never) => void }[] = [];
  let durableOffset = 0;
  let failure: LogFailure | undefined;
  let batch: Batch | undefined;
  let unanswered = 0;
  let lastOutcome: Promise<Outcome> = Promise.resolve(ok({ durableOffset }));

  function ask<K extends RequestKind>(
    kind: K,
    question: Requests[K]['ask'],
    transfer: ArrayBuffer[] = [],
  ): Promise<Result<Requests[K]['answer'], LogFailure>> {
    if (failure !== undefined) return Promise.resolve(err(failure));
    const { promise, resolve } = Promise.withResolvers<Result<Requests[K]['answer'], LogFailure>>();
    // Answers come in the order of the questions, so the answer has the type that this question promises.
    questions.push({ settle: resolve });
    worker.postMessage({ kind, ask: question }, transfer);
    return promise;
  }

  function fail(reason: LogFailure): void {
    if (failure !== undefined) return;
    failure = reason;
    for (const question of questions.splice(0)) question.settle(err(reason) as never);
    batch?.outcome.resolve(err(reason));
    batch = undefined;
    if (reason.type === 'storage-failed') events.storageFailed(reason.message);
  }

  function commitBatch(): void {
    if (batch === undefined) return;
    const { rooms, updates, bytes, outcome } = batch;
    batch = undefined;
    unanswered += 1;
    // One copy in a row: a view into a socket's buffer would send the whole buffer to the thread.
    const row = new Uint8Array(bytes);
    let end = 0;
    for (const update of updates) {
      row.set(update, end);
      end += update.length;
    }
    void ask('append', { rooms, lengths: updates.map((update) => update.length), bytes: row }, [row.buffer]).then(
      (answer) => {
        unanswered -= 1;
        if (answer.ok) durableOffset = answer.value.durableOffset;
        outcome.resolve(answer);
        if (unanswered === 0) commitBatch();
      },
    );
  }

  function openBatch(): Batch {
    const opened = { rooms: [], updates: [], bytes: 0, outcome: Promise.withResolvers<Outcome>() };
    batch = opened;
    lastOutcome = opened.outcome.promise;
    // The end of this turn: every frame that arrived in it is in the batch.
    setImmediate(() => {
      if (unanswered === 0) commitBatch();
    });
    return opened;
  }

  /** A read is asked after the appends made before it, and the thread keeps the order. */
  function read<K extends 'contents' | 'missing'>(kind: K, question: Requests[K]['ask']) {
    commitBatch();
    return ask(kind, question);
  }

  const log = (epoch: string): UpdateLog => ({
    epoch,
    durableOffset: () => durableOffset,
    append(room: RoomId, update: Uint8Array) {
      if (failure !== undefined) return Promise.resolve(err(failure));
      const shared = batch ?? openBatch();
      shared.rooms.push(room);
      shared.updates.push(update);
      shared.bytes += update.length;
      if (shared.updates.length >= maxBatchUpdates) commitBatch();
      return shared.outcome.promise;
    },
    committed: () => (failure === undefined ? lastOutcome : Promise.resolve(err(failure))),
    contents: (room) => read('contents', { room }),
    compact: (room) => read('contents', { room }),
    missing: (room, stateVector) => read('missing', { room, stateVector: stateVector.slice() }),
    probe: () => ask('probe', {}),
    async sizeBytes() {
      const sizes = await Promise.all([sizeOf(file), sizeOf(`${file}-wal`)]);
      return sizes.reduce((sum, size) => sum + size, 0);
    },
    async close() {
      commitBatch();
      await ask('close', {});
      fail({ type: 'closed' });
      await worker.terminate();
    },
  });

  function heard(message: Report): void {
    switch (message.type) {
      case 'opened':
        durableOffset = message.durableOffset;
        lastOutcome = Promise.resolve(ok({ durableOffset }));
        opened.resolve(ok(log(message.epoch)));
        break;
      case 'refused':
        void worker.terminate();
        opened.resolve(err(message.message));
        break;
      case 'answered':
        questions.shift()?.settle(message.answer as never);
        break;
      case 'storage-failed':
        fail(message);
        break;
      case 'record-damaged':
        events.recordDamaged(message.record);
        break;
      case 'room-unreadable':
        events.roomUnreadable(message.message);
        break;
      default:
        // Under `node --watch` the runtime's own messages come through the same port.
        break;
    }
  }

  worker.on('message', heard);
  worker.on('error', (error: Error) => {
    opened.resolve(err(error.message));
    fail({ type: 'storage-failed', message: error.message });
  });
  return opened.promise;
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file, { bigint: false }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return found?.size ?? 0;
}
