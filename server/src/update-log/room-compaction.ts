import { err, ok, type Result } from '@ecritoire/shared';
import type { Compactor } from '../compaction/compactor.ts';
import type { Compacted } from '../compaction/reencode.ts';
import type { Part } from './parts.ts';
import type { DueRoom } from './sqlite-requests.ts';
import type { HeldParts, NotNow } from './sqlite-store.ts';
import type { StorageSettings } from './storage-settings.ts';
import type { CompactionOutcome, LogEvents, LogFailure } from './update-log.ts';

/** When rooms are compacted: one at a time, the parts held still until their base is in place. */
export type RoomCompaction = {
  /** Compacts the room now. Well also when there was nothing to gain, or it has to wait. */
  compact(room: string): Promise<Result<void, LogFailure>>;
  stop(): Promise<void>;
};

export type RoomCompactionContext = {
  readonly settings: StorageSettings;
  readonly compactor: Compactor;
  readonly dueRooms: (nowMs: number) => Promise<Result<readonly DueRoom[], LogFailure>>;
  readonly hold: (room: string, quietSinceMs: number) => Promise<Result<HeldParts | NotNow, LogFailure>>;
  readonly read: (parts: readonly Part[]) => Promise<Result<readonly Uint8Array<ArrayBuffer>[], LogFailure>>;
  readonly replace: (held: HeldParts, compacted: Compacted) => Promise<Result<boolean, LogFailure>>;
  readonly release: (room: number) => Promise<unknown>;
  readonly compacted: LogEvents['compacted'];
  readonly unreadable: LogEvents['roomUnreadable'];
};

// A document that cannot be compacted now is looked at again when this has passed.
const retryAfterMs = 60 * 60 * 1000;

export function createRoomCompaction(context: RoomCompactionContext): RoomCompaction {
  const { settings, compactor, dueRooms, hold, read, replace, release, compacted, unreadable } = context;
  const notBeforeMsByRoom = new Map<string, number>();
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  async function compactHeld(name: string, held: HeldParts): Promise<Result<void, LogFailure>> {
    const startedAt = performance.now();
    const bytesBefore = held.parts.reduce((sum, part) => sum + part.length, 0);
    function done(outcome: CompactionOutcome, bytesAfter = bytesBefore): void {
      compacted(outcome, performance.now() - startedAt, bytesBefore, bytesAfter);
    }
    const bytes = await read(held.parts);
    if (!bytes.ok) {
      notBeforeMsByRoom.set(name, Date.now() + retryAfterMs);
      if (bytes.error.type === 'read-failed') unreadable(bytes.error.message);
      return bytes;
    }
    const result = await compactor.compact(bytes.value);
    if (isStopped) return err({ type: 'closed' });
    if (!result.ok) {
      notBeforeMsByRoom.set(name, Date.now() + retryAfterMs);
      done('not-now');
      return ok(undefined);
    }
    const replaced = await replace(held, result.value);
    if (!replaced.ok) return replaced;
    if (replaced.value) done(result.value.outcome, result.value.base.length);
    else done('not-now');
    return ok(undefined);
  }

  async function compactRoom(name: string, quietSinceMs: number): Promise<Result<void, LogFailure>> {
    if (isStopped) return err({ type: 'closed' });
    if ((notBeforeMsByRoom.get(name) ?? 0) > Date.now()) return ok(undefined);
    notBeforeMsByRoom.delete(name);
    const held = await hold(name, quietSinceMs);
    if (!held.ok) return held;
    if (typeof held.value === 'string') return ok(undefined);
    const { room, parts } = held.value;
    try {
      // Nothing was written since the room was compacted.
      if (parts.length === 1 && parts[0]?.isBase) return ok(undefined);
      return await compactHeld(name, held.value);
    } finally {
      await release(room);
    }
  }

  /** One room at a time, whoever asks. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work);
    queue = turn.catch(() => undefined);
    return turn;
  }

  async function compactDueRooms(): Promise<void> {
    const startedAt = performance.now();
    const due = await dueRooms(Date.now());
    const lookedMs = performance.now() - startedAt;
    for (const { name, isTailBig } of due.ok ? due.value : []) {
      const quietSinceMs = isTailBig ? Number.POSITIVE_INFINITY : Date.now() - settings.quietMs;
      await inTurn(() => compactRoom(name, quietSinceMs));
    }
    plan(Math.max(settings.lookForDueRoomsEveryMs, lookedMs / settings.lookShare));
  }

  function plan(delayMs: number): void {
    if (!isStopped) timer = setTimeout(() => void compactDueRooms(), delayMs).unref();
  }

  plan(settings.lookForDueRoomsEveryMs);
  return {
    compact: (room) => inTurn(() => compactRoom(room, Number.POSITIVE_INFINITY)),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await compactor.dispose();
    },
  };
}
