import { randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Marks the file as ours, at offset 68 of its header: "Ecri". */
export const applicationId = 0x45637269;

/** The layout below. A database with a higher number was written by a newer Écritoire. */
export const schemaVersion = 1;

/** Older engines can lose committed writes when a checkpoint races a writer (the WAL-reset bug). */
const minSqliteVersion = [3, 51, 3] as const;

const layout = `
  CREATE TABLE property (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE record (
    room INTEGER NOT NULL, id INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL,
    PRIMARY KEY (room, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE quarantine (room INTEGER NOT NULL, id INTEGER NOT NULL, checksum INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE base (
    room INTEGER PRIMARY KEY, through INTEGER NOT NULL, state_vector BLOB NOT NULL,
    checksum INTEGER NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
`;

/**
 * Makes the connection durable and checks that it is: every promise of the relay rests on these lines.
 * Throws with one sentence for the administrator.
 */
export function prepareDatabase(database: DatabaseSync): void {
  requireEngine(String(pragma(database, 'SELECT sqlite_version() AS value')));
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = OFF');
  if (Number(pragma(database, 'SELECT count(*) AS value FROM sqlite_schema')) === 0) createLayout(database);
  if (pragma(database, 'PRAGMA application_id') !== applicationId)
    throw new Error('the database in it belongs to another program');
  if (Number(pragma(database, 'PRAGMA user_version')) > schemaVersion)
    throw new Error('the database in it was written by a newer Écritoire');
  // A network file system cannot share memory between processes, and says so here.
  if (pragma(database, 'PRAGMA journal_mode = WAL') !== 'wal')
    throw new Error('the file system cannot hold a write-ahead log (is it a network folder?)');
  database.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864');
  if (pragma(database, 'PRAGMA synchronous') !== 2) throw new Error('SQLite refused to commit durably');
}

// The marks and the tables appear together or not at all, and before the file is in WAL mode: what the header says is true.
function createLayout(database: DatabaseSync): void {
  database.exec(`BEGIN; ${layout} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion};`);
  const add = database.prepare('INSERT INTO property (name, value) VALUES (?, ?)');
  add.run('epoch', randomUUID());
  add.run('probed-at', 0);
  database.exec('COMMIT');
}

/** The statements of the store, prepared once. */
export type Statements = {
  readonly epoch: string;
  readonly lastRecord: StatementSync;
  readonly findRoom: StatementSync;
  readonly addRoom: StatementSync;
  readonly addRecord: StatementSync;
  readonly recordsAfter: StatementSync;
  readonly dropRecord: StatementSync;
  readonly setAside: StatementSync;
  readonly findBase: StatementSync;
  readonly putBase: StatementSync;
  readonly dropBase: StatementSync;
  readonly probe: StatementSync;
};

export function prepareStatements(database: DatabaseSync): Statements {
  return {
    epoch: String(pragma(database, "SELECT value FROM property WHERE name = 'epoch'")),
    // One seek per room: the records are clustered by room, there is no index over their numbers. A number is
    // never used twice, not even that of a record set aside: a base covers every number up to its own.
    lastRecord: database.prepare(`SELECT max(id) AS id FROM (
      SELECT (SELECT max(id) FROM record WHERE record.room = room.id) AS id FROM room
      UNION ALL SELECT through FROM base UNION ALL SELECT id FROM quarantine)`),
    findRoom: database.prepare('SELECT id FROM room WHERE name = ?'),
    addRoom: database.prepare('INSERT INTO room (name) VALUES (?)'),
    addRecord: database.prepare('INSERT INTO record (room, id, checksum, bytes) VALUES (?, ?, ?, ?)'),
    recordsAfter: database.prepare('SELECT id, checksum, bytes FROM record WHERE room = ? AND id > ? ORDER BY id'),
    dropRecord: database.prepare('DELETE FROM record WHERE room = ? AND id = ?'),
    setAside: database.prepare('INSERT INTO quarantine SELECT * FROM record WHERE room = ? AND id = ?'),
    findBase: database.prepare('SELECT through, state_vector, checksum, bytes FROM base WHERE room = ?'),
    putBase: database.prepare('INSERT OR REPLACE INTO base VALUES (?, ?, ?, ?, ?)'),
    dropBase: database.prepare('DELETE FROM base WHERE room = ?'),
    probe: database.prepare("UPDATE property SET value = ? WHERE name = 'probed-at'"),
  };
}

function requireEngine(version: string): void {
  const found = version.split('.').map(Number);
  for (const [place, needed] of minSqliteVersion.entries()) {
    const part = found[place] ?? 0;
    if (part > needed) return;
    if (part < needed)
      throw new Error(`this Node has SQLite ${version}; ${minSqliteVersion.join('.')} or newer is needed`);
  }
}

function pragma(database: DatabaseSync, text: string): unknown {
  return Object.values(database.prepare(text).get() ?? {})[0];
}
