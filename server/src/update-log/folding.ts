import { scanUpdate } from '@ecritoire/shared/yjs-bytes';
import { mergeUpdates } from '../yjs-bytes/merge-updates.ts';
import type { Journal } from './journal.ts';
import { checksumOf } from './journal-row.ts';
import type { Part, Parts } from './parts.ts';
import type { Damage } from './quarantine.ts';
import type { StorageSettings } from './storage-settings.ts';
import { cutUpdates, type RoomTail, type Unfolded } from './unfolded.ts';

/**
 * Moves records from the journal into the parts of their rooms: a commit writes one row whatever its rooms, and a
 * reader finds a room in few places. Everything belongs into a transaction of the caller.
 */
export type Folding = {
  isDue(): boolean;
  /** Folds as many rooms as a few milliseconds allow, and removes what the journal no longer needs. */
  step(): { readonly records: number; readonly ms: number };
  /** Folds one room, all of it. What the journal had of it goes with the next step. */
  fold(tail: RoomTail): void;
};

export type FoldingContext = {
  readonly parts: Parts;
  readonly journal: Journal;
  readonly unfolded: Unfolded;
  readonly settings: StorageSettings;
  /** Whether the parts of the room must stay as they are. */
  readonly isHeld: (room: number) => boolean;
  readonly damaged: (damage: Damage) => void;
  readonly reached: (step: 'fold-remove' | 'fold' | 'fold-prune') => void;
  readonly now: () => number;
};

export function openFolding(context: FoldingContext): Folding {
  const { parts, journal, unfolded, settings, isHeld, damaged, reached, now } = context;
  // What a former process has folded may be in the journal still.
  let hasMoreToPrune = true;

  function nextTail(): RoomTail | undefined {
    const heavy = unfolded.heavyRoom();
    if (heavy !== undefined) return heavy;
    const oldest = unfolded.oldestRoom();
    if (oldest === undefined) return undefined;
    const isOverdue = journal.bytes() > settings.maxJournalBytes || oldest.oldestAtMs + settings.foldAfterMs <= now();
    return isOverdue ? oldest : undefined;
  }

  function step(): { records: number; ms: number } {
    const startedAt = performance.now();
    let records = 0;
    for (let tail = nextTail(); tail !== undefined; tail = nextTail()) {
      records += tail.records.length;
      fold(tail);
      prune();
      if (performance.now() - startedAt >= settings.maxStepMs) break;
    }
    if (records === 0) prune();
    return { records, ms: performance.now() - startedAt };
  }

  function prune(): void {
    const oldest = unfolded.oldestRoom()?.records[0] ?? journal.lastRecord() + 1;
    hasMoreToPrune = journal.prune(oldest, settings.maxStepBytes);
    reached('fold-prune');
  }

  function fold(tail: RoomTail): void {
    const { room, records, newestAtMs } = tail;
    const through = records.at(-1) ?? 0;
    const segments = isHeld(room) ? [] : takeSegments(room, tail.bytes.length);
    const merged = mergedWith(
      segments.map(({ bytes }) => bytes),
      tail,
    );
    for (const { part } of segments) parts.remove(part);
    reached('fold-remove');
    const oldestAtMs = segments[0]?.part.oldestAtMs ?? tail.oldestAtMs;
    if (merged !== undefined) parts.add({ room, through, isBase: false, oldestAtMs, newestAtMs }, merged);
    unfolded.remove(room);
    reached('fold');
  }

  /** The newest segments that are not much larger than what comes after them: so a room has few, and each is rewritten seldom. */
  function takeSegments(room: number, tailBytes: number): { part: Part; bytes: Uint8Array }[] {
    const taken: { part: Part; bytes: Uint8Array }[] = [];
    let size = tailBytes;
    for (const part of parts.ofRoom(room).reverse()) {
      if (part.isBase || part.length > 2 * size || size + part.length > settings.maxSegmentBytes) break;
      const bytes = parts.read(part);
      if (bytes === undefined) {
        setPartAside(part);
        continue;
      }
      taken.unshift({ part, bytes });
      size += part.length;
    }
    return taken;
  }

  function setPartAside(part: Part): void {
    const { room, through, checksum, content } = part;
    damaged({ source: 'part', number: through, room, checksum, bytes: parts.readDamaged(content) });
    parts.remove(part);
  }

  function mergedWith(segments: readonly Uint8Array[], tail: RoomTail): Uint8Array | undefined {
    try {
      return mergeUpdates([...segments, ...cutUpdates(tail)]);
    } catch {
      // One update that Yjs cannot read would make the whole room unreadable: it is found and set aside.
      return mergeUpdates([...segments, ...decodableUpdates(tail)]);
    }
  }

  function decodableUpdates(tail: RoomTail): Uint8Array[] {
    return cutUpdates(tail).filter((update, place) => {
      if (scanUpdate(update) !== undefined) return true;
      const record = tail.records[place] ?? 0;
      const checksum = checksumOf(tail.room, record, update);
      damaged({ source: 'undecodable', number: record, room: tail.room, checksum, bytes: update.slice() });
      return false;
    });
  }

  return {
    isDue: () => hasMoreToPrune || nextTail() !== undefined,
    step,
    fold(tail) {
      fold(tail);
      hasMoreToPrune = true;
    },
  };
}
