import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { bytesIn, numberIn } from './columns.ts';
import { checksumOf } from './journal-row.ts';

/** A stretch of what a room is made of, without its bytes. */
export type Part = {
  readonly room: number;
  /** The newest record in it. Every record of the room up to it is in this part or in an earlier one. */
  readonly through: number;
  /** Made by compaction, and the first part of its room; the others are segments. */
  readonly isBase: boolean;
  /** When its first and its last record were written. */
  readonly oldestAtMs: number;
  readonly newestAtMs: number;
  readonly length: number;
  readonly checksum: number;
  readonly content: number;
};

export type NewPart = Pick<Part, 'room' | 'through' | 'isBase' | 'oldestAtMs' | 'newestAtMs'>;

/** The parts of all rooms. Everything throws what SQLite throws; writes belong into a transaction of the caller. */
export type Parts = {
  /** Oldest first. */
  ofRoom(room: number): Part[];
  find(room: number, through: number): Part | undefined;
  /** The newest record that a part of this room holds; 0 when there is none. */
  throughOf(room: number): number;
  /** Undefined when the bytes do not match their checksum, or are gone. */
  read(part: Pick<Part, 'room' | 'through' | 'checksum' | 'content'>): Uint8Array | undefined;
  /** The bytes as they are, damaged or not. */
  readDamaged(content: number): Uint8Array;
  add(part: NewPart, bytes: Uint8Array): void;
  /** Removes the part and its bytes. */
  remove(part: Part): void;
  /** Removes the part, and keeps its bytes among the replaced ones. */
  retire(part: Part, atMs: number): void;
  /** Removes replaced bytes that were replaced at this time or earlier, about `maxBytes` of them; whether any were. */
  expire(replacedAtMs: number, maxBytes: number): boolean;
};

export function openParts(database: DatabaseSync): Parts {
  const columns = 'room, through, is_base, oldest_at_ms, newest_at_ms, length, checksum, content';
  const ofRoom = database.prepare(`SELECT ${columns} FROM part WHERE room = ? ORDER BY through`);
  const findPart = database.prepare(`SELECT ${columns} FROM part WHERE room = ? AND through = ?`);
  const throughOf = database.prepare('SELECT max(through) AS through FROM part WHERE room = ?');
  const readContent = database.prepare('SELECT bytes FROM content WHERE id = ?');
  const addContent = database.prepare('INSERT INTO content (bytes) VALUES (?)');
  const removeContent = database.prepare('DELETE FROM content WHERE id = ?');
  const addPart = database.prepare(`INSERT INTO part (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const removePart = database.prepare('DELETE FROM part WHERE room = ? AND through = ?');
  const addReplaced = database.prepare('INSERT INTO replaced VALUES (?, ?, ?, ?, ?, ?)');
  const expired = database.prepare(
    'SELECT content, length FROM replaced WHERE replaced_at_ms <= ? ORDER BY replaced_at_ms LIMIT 64',
  );
  const removeReplaced = database.prepare('DELETE FROM replaced WHERE content = ?');

  const read: Parts['read'] = ({ room, through, checksum, content }) => {
    const row = readContent.get(content);
    if (row === undefined) return undefined;
    const bytes = bytesIn(row['bytes']);
    return checksumOf(room, through, bytes) === checksum ? bytes : undefined;
  };

  return {
    ofRoom: (room) => ofRoom.all(room).map(partIn),
    find(room, through) {
      const row = findPart.get(room, through);
      return row === undefined ? undefined : partIn(row);
    },
    throughOf: (room) => Number(throughOf.get(room)?.['through'] ?? 0),
    read,
    readDamaged(content) {
      const row = readContent.get(content);
      return row === undefined ? new Uint8Array(0) : bytesIn(row['bytes']);
    },
    add({ room, through, isBase, oldestAtMs, newestAtMs }, bytes) {
      const content = Number(addContent.run(bytes).lastInsertRowid);
      const checksum = checksumOf(room, through, bytes);
      addPart.run(room, through, isBase ? 1 : 0, oldestAtMs, newestAtMs, bytes.length, checksum, content);
    },
    remove({ room, through, content }) {
      removePart.run(room, through);
      removeContent.run(content);
    },
    retire({ room, through, length, checksum, content }, atMs) {
      removePart.run(room, through);
      addReplaced.run(content, room, through, length, checksum, atMs);
    },
    expire(replacedAtMs, maxBytes) {
      let bytes = 0;
      for (const { content, length } of expired.all(replacedAtMs)) {
        if (bytes >= maxBytes) break;
        removeReplaced.run(numberIn(content));
        removeContent.run(numberIn(content));
        bytes += numberIn(length);
      }
      return bytes > 0;
    },
  };
}

const partIn = (row: Record<string, SQLOutputValue>): Part => ({
  room: numberIn(row['room']),
  through: numberIn(row['through']),
  isBase: row['is_base'] === 1,
  oldestAtMs: numberIn(row['oldest_at_ms']),
  newestAtMs: numberIn(row['newest_at_ms']),
  length: numberIn(row['length']),
  checksum: numberIn(row['checksum']),
  content: numberIn(row['content']),
});
