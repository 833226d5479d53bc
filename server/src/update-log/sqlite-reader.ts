import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { contentsOf } from '../yjs-bytes/content-index.ts';
import { deletionsFirst } from '../yjs-bytes/deletions-first.ts';
import { mergeUpdates, updateFor } from '../yjs-bytes/merge-updates.ts';
import { numberIn } from './columns.ts';
import { openParts, type Part } from './parts.ts';
import { roomNameChecksum } from './room-name-check.ts';
import type { DueRoom } from './sqlite-requests.ts';
import type { StorageSettings } from './storage-settings.ts';
import { cutUpdates, type RoomTail } from './unfolded.ts';
import type { Contents } from './update-log.ts';

/** The records of a room that no part held when the reader was asked. */
export type ReadTail = Pick<RoomTail, 'bytes' | 'lengths'> | undefined;

/**
 * The reading side of the database. What it reads is at least as new as the tail it is given: a record that was folded
 * meanwhile is read twice, which changes nothing. Everything throws what SQLite throws.
 */
export type SqliteReader = {
  contents(room: number, tail: ReadTail): Contents;
  missing(room: number, tail: ReadTail, stateVector: Uint8Array): Uint8Array[];
  /** The bytes of parts that the writing side holds still. Throws when one is damaged. */
  read(parts: readonly Part[]): Uint8Array[];
  dueRooms(nowMs: number): DueRoom[];
};

// Another connection holds the file for a moment when it opens it or cuts the write-ahead log.
const busyTimeoutMs = 5000;

// Blobs of rooms that are read often stay in SQLite's own cache.
const cacheKiB = 16 * 1024;

// Small answers are one frame; merging large ones would cost more than sending some frames.
const maxMergedBytes = 64 * 1024;

const maxDueRooms = 64;

export function openSqliteReader(
  file: string,
  settings: StorageSettings,
  partDamaged: (room: number, through: number) => void,
): SqliteReader {
  const database = new DatabaseSync(file, { readOnly: true, timeout: busyTimeoutMs });
  database.exec(`PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -${cacheKiB}`);
  const parts = openParts(database);
  const dueRooms = database.prepare(`
    SELECT id, name, checksum, tail, base, oldest, newest FROM (
      SELECT room, sum(CASE is_base WHEN 0 THEN length ELSE 0 END) AS tail,
        sum(CASE is_base WHEN 1 THEN length ELSE 0 END) AS base,
        min(CASE is_base WHEN 0 THEN oldest_at_ms END) AS oldest, max(newest_at_ms) AS newest
      FROM part WHERE room IN (SELECT DISTINCT room FROM part WHERE is_base = 0) GROUP BY room
    ) JOIN room ON room.id = room
    WHERE oldest <= :oldestAllowed OR tail >= max(:minTail, base * :share)`);

  /** One snapshot: a fold between two reads would move a part out of sight. */
  function inSnapshot<T>(work: () => T): T {
    database.exec('BEGIN');
    try {
      return work();
    } finally {
      database.exec('COMMIT');
    }
  }

  /** The updates that make up a room, oldest first; damaged parts are reported and left out (rule L6). */
  function updatesOf(room: number, tail: ReadTail): Uint8Array[] {
    const updates = inSnapshot(() => parts.ofRoom(room).map((part) => ({ part, bytes: parts.read(part) })));
    const whole: Uint8Array[] = [];
    for (const { part, bytes } of updates) {
      if (bytes === undefined) partDamaged(room, part.through);
      else whole.push(bytes);
    }
    const newest = tail === undefined ? undefined : mergeUpdates(cutUpdates(tail));
    return newest === undefined ? whole : [...whole, newest];
  }

  return {
    contents: (room, tail) => contentsOf(updatesOf(room, tail)),
    missing(room, tail, stateVector) {
      const lacking = updatesOf(room, tail).map((update) => updateFor(stateVector, update));
      const isSmall = lacking.reduce((bytes, update) => bytes + update.length, 0) <= maxMergedBytes;
      const merged = isSmall ? mergeUpdates(lacking) : undefined;
      return merged === undefined ? [...deletionsFirst(lacking)] : [merged];
    },
    read(held) {
      return held.map((part) => {
        const bytes = parts.read(part);
        if (bytes === undefined) throw new Error('A part is damaged');
        return bytes;
      });
    },
    dueRooms(nowMs) {
      const found = dueRooms.all({
        oldestAllowed: nowMs - settings.maxTailAgeMs,
        minTail: settings.minTailBytes,
        share: settings.tailShare,
      });
      const due = found.filter(isNameWhole).flatMap((row) => {
        const tail = numberIn(row['tail']);
        const isTailBig = tail > Math.max(settings.bigTailBytes, numberIn(row['base']));
        const isQuiet = numberIn(row['newest']) <= nowMs - settings.quietMs;
        return isTailBig || isQuiet ? [{ name: String(row['name']), isTailBig }] : [];
      });
      return due.slice(0, maxDueRooms);
    },
  };
}

/** A name that is damaged must not be asked for: only who knows the right one does that. */
const isNameWhole = (row: Record<string, SQLOutputValue>): boolean =>
  roomNameChecksum(numberIn(row['id']), String(row['name'])) === row['checksum'];
