import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openFolding } from './folding.ts';
import { openJournal } from './journal.ts';
import { sealDirectory } from './journal-row.ts';
import { countLostCommits } from './lost-commits.ts';
import { migrateFromVersion1 } from './migration.ts';
import { openParts, type Part } from './parts.ts';
import { type Damage, openQuarantine } from './quarantine.ts';
import { replayJournal } from './replay.ts';
import { openRoomNames } from './room-names.ts';
import { prepareDatabase, singleValue } from './sqlite-schema.ts';
import type { StorageSettings } from './storage-settings.ts';
import { createUnfolded, type RoomTail } from './unfolded.ts';
import { createUpkeep } from './upkeep.ts';
import { openWriteAheadLog, type WriteAheadLog } from './write-ahead-log.ts';

/** What the store tells its owner unasked. */
export type StoreEvents = {
  recordDamaged(record: number): void;
  roomNameDamaged(room: number): void;
  /** The disk changed the write-ahead log: so many commits in it are lost (rule L15). */
  commitsLost(commits: number): void;
  folded(records: number, ms: number): void;
  /** A write has reached this step; what a test of crashes waits for. */
  reached(step: StoreStep): void;
};

/** The places between which a crash could leave something half done. */
export const storeSteps = [
  'append',
  'fold-remove',
  'fold',
  'fold-prune',
  'replace-remove',
  'replace-add',
  'expire',
] as const;
export type StoreStep = (typeof storeSteps)[number];

/** Parts of a room that are being compacted. Until they are replaced or released no fold touches them. */
export type HeldParts = { readonly room: number; readonly parts: readonly Part[] };

/** Why a room is not compacted now. */
export type NotNow = 'nothing-stored' | 'busy' | 'written-to';

/**
 * All rooms in one SQLite database, the writing side. Synchronous: it lives in a thread of its own. A throw means that
 * the disk refused a write, and that nothing of this call happened.
 */
export type SqliteStore = {
  readonly epoch: string;
  durableOffset(): number;
  /** All or none, on disk when it returns. `newRooms` are names of rooms that the directory calls by new handles. */
  append(batch: AppendBatch): void;
  /** The number of a room; undefined when nothing was ever stored for it. Throws when that cannot be told (rule L5). */
  roomNumber(name: string): number | undefined;
  /** Whether the name of some room is lost. */
  isInDoubt(): boolean;
  /** The records of a room that no part holds yet. */
  tail(room: number): RoomTail | undefined;
  /** Folds the room and keeps its parts as they are, for compaction. A room written to since `quietSinceMs` is left alone. */
  hold(name: string, quietSinceMs: number): HeldParts | NotNow;
  release(room: number): void;
  /** One base takes the place of the parts held; false when they changed meanwhile. Re-encoded ones keep the old bytes for the retention time. */
  replace(held: HeldParts, base: Uint8Array, isReencoded: boolean): boolean;
  /** A reader found that a part does not match its checksum. */
  partDamaged(room: number, through: number): void;
  /** Whether more records wait in the journal than should; `fold` moves some to their rooms, for a few milliseconds. */
  isFoldDue(): boolean;
  fold(): void;
  /** A write that can wait for a quiet moment. Each takes a few milliseconds. */
  dueWork(): (() => void) | undefined;
  probe(): void;
  /** What was committed moves into the database by this alone; emptied, it holds no trace of what was deleted. */
  readonly writeAheadLog: WriteAheadLog;
  close(): void;
};

export type AppendBatch = {
  /** Handles are given in the order in which names appear here, from 0, over all batches since `forgetsRooms`. */
  readonly newRooms: readonly string[];
  readonly forgetsRooms: boolean;
  readonly directory: Uint8Array;
  readonly bytes: Uint8Array;
};

// An administrator who looks into the file with another tool may hold it for a moment.
const busyTimeoutMs = 5000;

/** Opens or creates the database. Throws when it is not ours, newer than this program, or not durable. */
export function openSqliteStore(
  file: string,
  settings: StorageSettings,
  events: StoreEvents,
  now: () => number = Date.now,
): SqliteStore {
  const lostCommits = setLostCommitsAside(file, now());
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs });
  prepareDatabase(database, (older) => migrateFromVersion1(older, now()));
  if (lostCommits > 0) {
    // What peers were told is durable is not: to them this is another relay, as after an older backup.
    database.prepare("UPDATE property SET value = ? WHERE name = 'epoch'").run(randomUUID());
    // Behind what will be written next, the commits that were passed over would look lost anew.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    events.commitsLost(lostCommits);
  }
  flushNames(dirname(file));
  const probeRow = database.prepare("UPDATE property SET value = ? WHERE name = 'probed-at'");
  const begin = database.prepare('BEGIN IMMEDIATE');
  const commit = database.prepare('COMMIT');
  const names = openRoomNames(database, events.roomNameDamaged);
  const writeAheadLog = openWriteAheadLog(database);
  const journal = openJournal(database);
  const parts = openParts(database);
  const setAside = openQuarantine(database);
  const unfolded = createUnfolded(settings.maxRoomTailBytes, settings.maxRoomTailRecords);
  const heldRooms = new Set<number>();
  let roomsByHandle: number[] = [];

  const folding = openFolding({
    parts,
    journal,
    unfolded,
    settings,
    isHeld: (room) => heldRooms.has(room),
    damaged: (damage) => setDamageAside(damage),
    reached: events.reached,
    now,
  });
  const upkeep = createUpkeep({
    writeAheadLog,
    parts,
    folding,
    settings,
    inTransaction,
    setAside: setDamageAside,
    folded: events.folded,
    reached: events.reached,
    now,
  });

  function inTransaction<T>(work: () => T): T {
    begin.run();
    const value = work();
    commit.run();
    return value;
  }

  function setDamageAside(damage: Damage): void {
    if (setAside(damage, now())) events.recordDamaged(damage.number);
  }

  function append({ newRooms, forgetsRooms, directory, bytes }: AppendBatch): void {
    const atMs = now();
    const row = { first: journal.lastRecord() + 1, atMs, directory, bytes };
    inTransaction(() => {
      if (forgetsRooms) roomsByHandle = [];
      for (const name of newRooms) roomsByHandle.push(names.findOrAdd(name));
      // Before the commit, and harmless there: a commit that fails is the end of this store.
      sealDirectory(row, roomOfHandle, (room, record, update) => unfolded.add(room, record, update, atMs));
      journal.add(row);
      events.reached('append');
    });
  }

  function roomOfHandle(handle: number): number {
    const room = roomsByHandle[handle];
    if (room === undefined) throw new Error(`The handle ${handle} was never given to a room`);
    return room;
  }

  function hold(name: string, quietSinceMs: number): HeldParts | NotNow {
    const room = names.find(name);
    if (room === undefined) return 'nothing-stored';
    if (heldRooms.has(room)) return 'busy';
    const tail = unfolded.tail(room);
    if (tail !== undefined) {
      if (tail.newestAtMs > quietSinceMs) return 'written-to';
      inTransaction(() => folding.fold(tail));
    }
    const held = parts.ofRoom(room);
    if (held.length === 0) return 'nothing-stored';
    heldRooms.add(room);
    return { room, parts: held };
  }

  function replace({ room, parts: held }: HeldParts, base: Uint8Array, isReencoded: boolean): boolean {
    heldRooms.delete(room);
    const isUnchanged = held.every((part) => parts.find(room, part.through)?.content === part.content);
    const first = held[0];
    const last = held.at(-1);
    if (!isUnchanged || first === undefined || last === undefined) return false;
    inTransaction(() => {
      for (const part of held) {
        if (isReencoded && settings.retentionMs > 0) parts.retire(part, now());
        else parts.remove(part);
      }
      events.reached('replace-remove');
      const { through, newestAtMs } = last;
      parts.add({ room, through, isBase: true, oldestAtMs: first.oldestAtMs, newestAtMs }, base);
      events.reached('replace-add');
    });
    upkeep.noteRemoval();
    return true;
  }

  const damages = replayJournal(journal, parts, unfolded);
  if (damages.length > 0) inTransaction(() => damages.forEach(setDamageAside));
  return {
    epoch: String(singleValue(database, "SELECT value FROM property WHERE name = 'epoch'")),
    durableOffset: journal.lastRecord,
    append,
    roomNumber: names.find,
    isInDoubt: names.isInDoubt,
    tail: unfolded.tail,
    hold,
    release: (room) => void heldRooms.delete(room),
    replace,
    partDamaged: upkeep.partDamaged,
    isFoldDue: folding.isDue,
    fold: upkeep.fold,
    dueWork: () => (names.isRepairDue() ? () => inTransaction(names.repair) : upkeep.dueWork()),
    probe: () => void probeRow.run(now()),
    writeAheadLog,
    close: () => database.close(),
  };
}

/** SQLite flushes the names of its files too, and does not look whether that worked; a log without its name is lost. */
function flushNames(folder: string): void {
  const names = openSync(folder, 'r');
  try {
    fsyncSync(names);
  } finally {
    closeSync(names);
  }
}

/** Before SQLite opens the log and writes over it: its bytes are kept beside the database. Answers with how many commits are lost. */
function setLostCommitsAside(file: string, nowMs: number): number {
  const log = `${file}-wal`;
  if (!existsSync(log)) return 0;
  const bytes = readFileSync(log);
  const lost = countLostCommits(bytes);
  if (lost > 0) writeFileSync(`${log}.damaged-${nowMs}`, bytes, { flush: true });
  return lost;
}
