import { DatabaseSync } from 'node:sqlite';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import { contentsOf } from '../yjs-bytes/content-index.ts';
import { mergeUpdates, updateFor } from '../yjs-bytes/merge-updates.ts';
import { prepareDatabase, prepareStatements } from './sqlite-schema.ts';
import type { Contents } from './update-log.ts';

/** One update on its way to the disk. */
export type Append = { readonly room: string; readonly update: Uint8Array };

type Base = { readonly through: number; readonly stateVector: Uint8Array; readonly bytes: Uint8Array };

/** The records after the base, merged once and kept while the room is read often. */
type Tail = {
  readonly start: number;
  readonly through: number;
  readonly records: number;
  readonly bytes: Uint8Array | undefined;
};

const maxRoomsInMemory = 256;

// An administrator who looks into the file with another tool may hold it for a moment.
const busyTimeoutMs = 5000;

// Merging costs a reading of everything merged. A base is renewed when its tail has grown to this share of it,
// so a document is merged a few times in its life and a join never merges more than the share.
const tailShare = 0.25;
const minTailRecords = 256;
const minTailBytes = 64 * 1024;

/**
 * The records of all rooms in one SQLite database. Synchronous: it lives in a thread of its own.
 * Everything throws what SQLite throws; a throw of `append`, `probe`, `checkpoint` or due work means that the
 * disk refused a write, a throw of a read concerns that room only.
 */
export type SqliteStore = {
  readonly epoch: string;
  durableOffset(): number;
  /** All or none, on disk when it returns. */
  append(batch: readonly Append[]): void;
  contents(room: string): Contents;
  missing(room: string, stateVector: Uint8Array): Uint8Array[];
  /** A write that can wait for a quiet moment: setting damaged records aside, renewing the base of a room. */
  dueWork(): (() => void) | undefined;
  probe(): void;
  checkpoint(): void;
  close(): void;
};

/** Opens or creates the database. Throws when it is not ours, newer than this program, or not durable. */
export function openSqliteStore(file: string, recordDamaged: (record: number) => void): SqliteStore {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  prepareDatabase(database);
  const sql = prepareStatements(database);
  const roomNumbers = new Map<string, number>();
  const tailsByRoom = new Map<number, Tail>();
  const unfoldedBytesByRoom = new Map<number, number>();
  const damagedRecords = new Map<number, number>();
  let durableOffset = Number(sql.lastRecord.get()?.['id'] ?? 0);

  function inTransaction(work: () => void): void {
    database.exec('BEGIN IMMEDIATE');
    work();
    database.exec('COMMIT');
  }

  function roomNumber(name: string): number | undefined {
    const known = roomNumbers.get(name);
    if (known !== undefined) return known;
    const found = sql.findRoom.get(name)?.['id'];
    return found === undefined ? undefined : rememberRoom(name, Number(found));
  }

  function rememberRoom(name: string, room: number): number {
    if (roomNumbers.size >= maxRoomsInMemory) roomNumbers.clear();
    roomNumbers.set(name, room);
    return room;
  }

  function append(batch: readonly Append[]): void {
    let record = durableOffset;
    inTransaction(() => {
      for (const { room: name, update } of batch) {
        const room = roomNumber(name) ?? rememberRoom(name, Number(sql.addRoom.run(name).lastInsertRowid));
        record += 1;
        sql.addRecord.run(room, record, checksum(record, update), update);
        unfoldedBytesByRoom.set(room, (unfoldedBytesByRoom.get(room) ?? 0) + update.length);
      }
    });
    durableOffset = record;
  }

  function readBase(room: number): Base | undefined {
    const row = sql.findBase.get(room);
    if (row === undefined) return undefined;
    const through = Number(row['through']);
    const bytes = blob(row['bytes']);
    // A damaged base is as good as none: the records it was made of are still there.
    if (row['checksum'] !== checksum(through, bytes)) return undefined;
    return { through, stateVector: blob(row['state_vector']), bytes };
  }

  function readTail(room: number, base: Base | undefined): Tail {
    const start = base?.through ?? 0;
    const cached = tailsByRoom.get(room);
    const before = cached !== undefined && cached.start === start ? cached : undefined;
    const updates = before?.bytes === undefined ? [] : [before.bytes];
    let through = before?.through ?? start;
    let records = before?.records ?? 0;
    for (const row of sql.recordsAfter.iterate(room, through)) {
      through = Number(row['id']);
      records += 1;
      const bytes = blob(row['bytes']);
      if (row['checksum'] === checksum(through, bytes)) updates.push(bytes);
      else reportDamage(room, through);
    }
    const tail = { start, through, records, bytes: mergeUpdates(updates) };
    if (tailsByRoom.size >= maxRoomsInMemory) tailsByRoom.clear();
    tailsByRoom.set(room, tail);
    return tail;
  }

  function reportDamage(room: number, record: number): void {
    if (damagedRecords.has(record)) return;
    damagedRecords.set(record, room);
    recordDamaged(record);
  }

  /** What the room holds, as two updates: merging a big base for every reader would cost too much. */
  function readRoom(name: string): { base: Base | undefined; tail: Uint8Array | undefined } {
    const room = roomNumber(name);
    if (room === undefined) return { base: undefined, tail: undefined };
    const base = readBase(room);
    const tail = readTail(room, base);
    if (hasGrown(base, tail)) unfoldedBytesByRoom.set(room, minTailBytes);
    return { base, tail: tail.bytes };
  }

  function baseRenewal(room: number): (() => void) | undefined {
    const base = readBase(room);
    const tail = readTail(room, base);
    if (!hasGrown(base, tail)) return undefined;
    const bytes = mergeUpdates([base?.bytes, tail.bytes].filter((part) => part !== undefined));
    if (bytes === undefined) return undefined;
    const stateVector = Y.encodeStateVectorFromUpdate(bytes);
    return () => {
      sql.putBase.run(room, tail.through, stateVector, checksum(tail.through, bytes), bytes);
      tailsByRoom.delete(room);
    };
  }

  function setDamagedAside(): void {
    inTransaction(() => {
      for (const [record, room] of damagedRecords) {
        sql.setAside.run(room, record);
        sql.dropRecord.run(room, record);
      }
    });
    damagedRecords.clear();
  }

  function dueWork(): (() => void) | undefined {
    if (damagedRecords.size > 0) return setDamagedAside;
    for (const [room, bytes] of unfoldedBytesByRoom) {
      if (bytes < minTailBytes) continue;
      unfoldedBytesByRoom.delete(room);
      const renewal = baseRenewal(room);
      if (renewal !== undefined) return renewal;
    }
    return undefined;
  }

  return {
    epoch: sql.epoch,
    durableOffset: () => durableOffset,
    append,
    contents(name) {
      const { base, tail } = readRoom(name);
      return contentsOf([base?.bytes, tail].filter((part) => part !== undefined));
    },
    missing(name, stateVector) {
      const { base, tail } = readRoom(name);
      return [base?.bytes, tail].filter((part) => part !== undefined).map((part) => updateFor(stateVector, part));
    },
    dueWork,
    probe: () => {
      sql.probe.run(Date.now());
    },
    checkpoint: () => database.exec('PRAGMA wal_checkpoint(TRUNCATE)'),
    close: () => database.close(),
  };
}

const hasGrown = (base: Base | undefined, tail: Tail): boolean =>
  tail.records >= minTailRecords && (tail.bytes?.length ?? 0) >= (base?.bytes.length ?? 0) * tailShare;

// Seeded with the record's number, so that a record in another one's place is damage too.
const checksum = (record: number, bytes: Uint8Array): number => crc32(bytes, record >>> 0);

function blob(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('The database holds something else where bytes were expected');
}
