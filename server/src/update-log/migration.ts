import type { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import { scanUpdate } from '@ecritoire/shared/yjs-bytes';
import { mergeUpdates } from '../yjs-bytes/merge-updates.ts';
import { bytesIn, numberIn } from './columns.ts';
import { openParts, type Parts } from './parts.ts';
import { type DamageSource, openQuarantine } from './quarantine.ts';
import { roomNameChecksum } from './room-name-check.ts';
import { singleValue, storageLayout } from './sqlite-schema.ts';

// Merging in pieces bounds what is in memory at once.
const maxUpdatesPerSegment = 8192;

/**
 * From version 1 of the layout (one row per record, for ever, and a merged base of the first of them) to version 2.
 * The bytes of every record that is whole are in a part afterwards, those of a damaged one in the quarantine.
 * Runs in a transaction of the caller.
 */
export function migrateFromVersion1(database: DatabaseSync, atMs: number): void {
  database.exec('ALTER TABLE quarantine RENAME TO old_quarantine; ALTER TABLE room RENAME TO old_room');
  database.exec(storageLayout);
  const addRoom = database.prepare('INSERT INTO room (id, name, checksum) VALUES (?, ?, ?)');
  for (const row of database.prepare('SELECT id, name FROM old_room ORDER BY id').iterate()) {
    const [id, name] = [numberIn(row['id']), String(row['name'])];
    addRoom.run(id, name, roomNameChecksum(id, name));
  }
  const setAside = openQuarantine(database);
  const context: Migration = {
    database,
    atMs,
    parts: openParts(database),
    setAside: (source, number, room, checksum, bytes) => void setAside({ source, number, room, checksum, bytes }, atMs),
  };
  // Before any row goes: no number may be used twice.
  const lastRecord = Number(
    singleValue(
      database,
      `SELECT max(id) FROM (SELECT max(id) AS id FROM record
        UNION ALL SELECT max(through) FROM base UNION ALL SELECT max(id) FROM old_quarantine)`,
    ) ?? 0,
  );
  database.prepare("INSERT INTO property (name, value) VALUES ('last-record', ?)").run(lastRecord);
  for (const row of database.prepare('SELECT room, id, checksum, bytes FROM old_quarantine').iterate())
    context.setAside(
      'record',
      numberIn(row['id']),
      numberIn(row['room']),
      numberIn(row['checksum']),
      bytesIn(row['bytes']),
    );
  for (const { id } of database.prepare('SELECT id FROM room').all()) migrateRoom(context, numberIn(id));
  database.exec('DROP TABLE old_room; DROP TABLE old_quarantine; DROP TABLE base; DROP TABLE record');
}

type Migration = {
  readonly database: DatabaseSync;
  readonly atMs: number;
  readonly parts: Parts;
  readonly setAside: (source: DamageSource, number: number, room: number, checksum: number, bytes: Uint8Array) => void;
};

function migrateRoom(migration: Migration, room: number): void {
  const { database, parts, atMs } = migration;
  let through = 0;
  const base = database.prepare('SELECT through, checksum, bytes FROM base WHERE room = ?').get(room);
  if (base !== undefined) {
    const bytes = bytesIn(base['bytes']);
    // The records that it was made of are still there: a damaged base is as good as none.
    if (base['checksum'] === version1Checksum(numberIn(base['through']), bytes)) {
      through = numberIn(base['through']);
      parts.add({ room, through, isBase: false, oldestAtMs: atMs, newestAtMs: atMs }, bytes);
    }
  }
  let updates: Uint8Array[] = [];
  const finishSegment = (): void => {
    const merged = mergeUpdates(updates);
    if (merged !== undefined) parts.add({ room, through, isBase: false, oldestAtMs: atMs, newestAtMs: atMs }, merged);
    updates = [];
  };
  const records = database.prepare('SELECT id, checksum, bytes FROM record WHERE room = ? AND id > ? ORDER BY id');
  for (const row of records.iterate(room, through)) {
    const record = numberIn(row['id']);
    const checksum = numberIn(row['checksum']);
    const bytes = bytesIn(row['bytes']);
    if (checksum !== version1Checksum(record, bytes)) migration.setAside('record', record, room, checksum, bytes);
    else if (scanUpdate(bytes) === undefined) migration.setAside('undecodable', record, room, checksum, bytes);
    else {
      updates.push(bytes);
      through = record;
      if (updates.length >= maxUpdatesPerSegment) finishSegment();
    }
  }
  finishSegment();
}

const version1Checksum = (record: number, bytes: Uint8Array): number => crc32(bytes, record >>> 0);
