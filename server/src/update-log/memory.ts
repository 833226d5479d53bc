import { err, ok, type Result, type RoomId } from '@ecritoire/shared';
import { contentsOf } from '../yjs-bytes/content-index.ts';
import { mergeUpdates, updateFor } from '../yjs-bytes/merge-updates.ts';
import type { Commit, LogFailure, UpdateLog } from './update-log.ts';

/** A log in memory: for tests and simulations. It is durable as long as the process lives. */
export type MemoryLog = UpdateLog & {
  /** From now on nothing commits until `release`: a disk that takes its time. */
  hold(): void;
  release(): void;
  /** From now on every write fails: a disk that is full. */
  failWrites(message: string): void;
  /** From now on every read fails: a disk with a bad sector. */
  failReads(message: string): void;
  /** How many records the room has. */
  records(room: RoomId): number;
  /** What a later process finds: everything that was committed. */
  reopened(): MemoryLog;
};

type Outcome = Result<Commit, LogFailure>;

type Stored = { readonly room: RoomId; readonly update: Uint8Array };

export function createMemoryLog(epoch = 'memory', stored: readonly Stored[] = []): MemoryLog {
  const records = [...stored];
  let durable = stored.length;
  let isHeld = false;
  let isClosed = false;
  let writeFailure: LogFailure | undefined;
  let readFailure: LogFailure | undefined;
  let batch: PromiseWithResolvers<Outcome> | undefined;

  const refusal = (): LogFailure | undefined => (isClosed ? { type: 'closed' } : writeFailure);

  function commit(): void {
    const settled = batch;
    batch = undefined;
    if (writeFailure === undefined) durable = records.length;
    settled?.resolve(writeFailure === undefined ? ok({ durableOffset: durable }) : err(writeFailure));
  }

  function currentBatch(): Promise<Outcome> {
    if (batch === undefined) {
      batch = Promise.withResolvers<Outcome>();
      if (!isHeld) queueMicrotask(commit);
    }
    return batch.promise;
  }

  const updatesOf = (room: RoomId): Uint8Array[] =>
    records.filter((record) => record.room === room).map((record) => record.update);

  function read<T>(room: RoomId, answer: (merged: Uint8Array | undefined) => T): Promise<Result<T, LogFailure>> {
    const failure = isClosed ? ({ type: 'closed' } as const) : readFailure;
    return Promise.resolve(failure === undefined ? ok(answer(mergeUpdates(updatesOf(room)))) : err(failure));
  }

  return {
    epoch,
    durableOffset: () => durable,
    append(room, update) {
      const refused = refusal();
      if (refused !== undefined) return Promise.resolve(err(refused));
      records.push({ room, update: update.slice() });
      return currentBatch();
    },
    committed() {
      const refused = refusal();
      if (refused !== undefined) return Promise.resolve(err(refused));
      return batch === undefined ? Promise.resolve(ok({ durableOffset: durable })) : batch.promise;
    },
    contents: (room) => read(room, (merged) => contentsOf(merged === undefined ? [] : [merged])),
    missing: (room, stateVector) =>
      read(room, (merged) => (merged === undefined ? [] : [updateFor(stateVector, merged)])),
    compact: (room) => read(room, (merged) => contentsOf(merged === undefined ? [] : [merged])),
    probe() {
      const refused = refusal();
      return Promise.resolve(refused === undefined ? ok({ durableOffset: durable }) : err(refused));
    },
    sizeBytes: async () => records.reduce((bytes, { update }) => bytes + update.length, 0),
    async close() {
      isHeld = false;
      commit();
      isClosed = true;
    },
    hold: () => {
      isHeld = true;
    },
    release: () => {
      isHeld = false;
      commit();
    },
    failWrites: (message) => {
      writeFailure = { type: 'storage-failed', message };
    },
    failReads: (message) => {
      readFailure = { type: 'read-failed', message };
    },
    records: (room) => updatesOf(room).length,
    reopened: () => createMemoryLog(epoch, records.slice(0, durable)),
  };
}
