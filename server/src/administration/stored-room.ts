import type { DatabaseSync } from 'node:sqlite';
import { numberIn } from '../update-log/columns.ts';
import { journalRowIn } from '../update-log/journal.ts';
import { readJournalRow } from '../update-log/journal-row.ts';
import { openParts, type Part } from '../update-log/parts.ts';

/** Everything that the database holds of one room. */
export type StoredRoom = {
  readonly parts: readonly Part[];
  readonly damagedParts: number;
  /** Records that are in the journal only. */
  readonly records: number;
  readonly recordBytes: number;
  readonly quarantined: number;
  readonly lastWriteMs: number | undefined;
  /** States that compaction replaced, oldest first. */
  readonly replaced: readonly ReplacedState[];
  /** What is whole, oldest first. */
  readonly updates: readonly Uint8Array[];
};

export type ReplacedState = {
  readonly atMs: number;
  readonly bytes: number;
  readonly damagedParts: number;
  readonly updates: readonly Uint8Array[];
};

/** One moment of a room, also while a relay writes; undefined when nothing was ever stored for it. */
export function readStoredRoom(database: DatabaseSync, name: string): StoredRoom | undefined {
  database.exec('BEGIN');
  const found = database.prepare('SELECT id FROM room WHERE name = ?').get(name);
  if (found === undefined) return undefined;
  const room = numberIn(found['id']);
  const parts = openParts(database);
  const partsOfRoom = parts.ofRoom(room);
  const whole = partsOfRoom.map((part) => parts.read(part)).filter((bytes) => bytes !== undefined);
  const journal = unfoldedRecords(database, room, partsOfRoom.at(-1)?.through ?? 0);
  const quarantined = database.prepare('SELECT count(*) AS rows FROM quarantine WHERE room = ?').get(room);
  return {
    parts: partsOfRoom,
    damagedParts: partsOfRoom.length - whole.length,
    records: journal.updates.length,
    recordBytes: journal.updates.reduce((sum, update) => sum + update.length, 0),
    quarantined: numberIn(quarantined?.['rows']),
    lastWriteMs: journal.lastWriteMs ?? partsOfRoom.at(-1)?.newestAtMs,
    replaced: replacedStates(database, room),
    updates: [...whole, ...journal.updates],
  };
}

function unfoldedRecords(database: DatabaseSync, room: number, through: number) {
  const updates: Uint8Array[] = [];
  let lastWriteMs: number | undefined;
  for (const found of database.prepare('SELECT * FROM journal ORDER BY first').iterate()) {
    const row = journalRowIn(found);
    for (const record of readJournalRow(row) ?? []) {
      if (record.room !== room || record.record <= through || record.isDamaged) continue;
      updates.push(record.update);
      lastWriteMs = row.atMs;
    }
  }
  return { updates, lastWriteMs };
}

function replacedStates(database: DatabaseSync, room: number): ReplacedState[] {
  const parts = openParts(database);
  const rows = database.prepare('SELECT * FROM replaced WHERE room = ? ORDER BY replaced_at_ms, through').all(room);
  const partsByTime = Map.groupBy(rows, (row) => numberIn(row['replaced_at_ms']));
  return [...partsByTime].map(([atMs, state]) => {
    const updates = state.flatMap((row) => {
      const [through, checksum, content] = [row['through'], row['checksum'], row['content']].map(numberIn);
      const part = { room, through: through ?? 0, checksum: checksum ?? 0, content: content ?? 0 };
      return parts.read(part) ?? [];
    });
    const bytes = updates.reduce((sum, update) => sum + update.length, 0);
    return { atMs, bytes, damagedParts: state.length - updates.length, updates };
  });
}
