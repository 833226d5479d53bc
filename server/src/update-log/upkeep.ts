import type { Folding } from './folding.ts';
import type { Parts } from './parts.ts';
import type { Damage } from './quarantine.ts';
import type { StorageSettings } from './storage-settings.ts';
import type { WriteAheadLog } from './write-ahead-log.ts';

/** What the store does between commits: folding, setting damaged parts aside, and removing what is no longer kept. */
export type Upkeep = {
  /** A piece of work of a few milliseconds; undefined when there is none. */
  dueWork(): (() => void) | undefined;
  fold(): void;
  partDamaged(room: number, through: number): void;
  /** Bytes were removed that must leave the disk. */
  noteRemoval(): void;
};

export type UpkeepContext = {
  readonly writeAheadLog: WriteAheadLog;
  readonly parts: Parts;
  readonly folding: Folding;
  readonly settings: StorageSettings;
  readonly inTransaction: <T>(work: () => T) => T;
  readonly setAside: (damage: Damage) => void;
  readonly folded: (records: number, ms: number) => void;
  readonly reached: (step: 'expire') => void;
  readonly now: () => number;
};

export function createUpkeep(context: UpkeepContext): Upkeep {
  const { writeAheadLog, parts, folding, settings, inTransaction, setAside, now } = context;
  const damagedParts: { readonly room: number; readonly through: number }[] = [];
  let nextExpiryMs = 0;
  let hasTrace = false;
  let nextTraceMs = 0;

  function fold(): void {
    const { records, ms } = inTransaction(folding.step);
    // It left the journal (rule L12).
    hasTrace = true;
    if (records > 0) context.folded(records, ms);
  }

  function setDamagedAside(): void {
    inTransaction(() => {
      for (const { room, through } of damagedParts.splice(0)) {
        const part = parts.find(room, through);
        // Looked at again here: what the reader saw may be replaced already.
        if (part === undefined || parts.read(part) !== undefined) continue;
        const { checksum, content } = part;
        setAside({ source: 'part', number: through, room, checksum, bytes: parts.readDamaged(content) });
        parts.remove(part);
      }
    });
  }

  function expire(): void {
    const isMore = inTransaction(() => {
      const hasRemoved = parts.expire(now() - settings.retentionMs, settings.maxStepBytes);
      context.reached('expire');
      return hasRemoved;
    });
    nextExpiryMs = isMore ? 0 : now() + settings.expireEveryMs;
    hasTrace ||= isMore;
  }

  /** What was removed is zero in the database; the write-ahead log may still hold what it was. */
  function removeTrace(): void {
    hasTrace = !writeAheadLog.empty();
    nextTraceMs = now() + settings.expireEveryMs;
  }

  return {
    dueWork() {
      if (writeAheadLog.isLong()) return writeAheadLog.shorten;
      if (damagedParts.length > 0) return setDamagedAside;
      if (folding.isDue()) return fold;
      if (now() >= nextExpiryMs) return expire;
      if (hasTrace && now() >= nextTraceMs) return removeTrace;
      return undefined;
    },
    fold,
    partDamaged: (room, through) => void damagedParts.push({ room, through }),
    noteRemoval() {
      hasTrace = true;
    },
  };
}
