import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

/** Marks the file as ours, at offset 68 of its header: "Ecri". */
export const applicationId = 0x45637269;

/** The layout below. A database with a higher number was written by a newer Écritoire. */
export const schemaVersion = 2;

/** Older engines can lose committed writes when a checkpoint races a writer (the WAL-reset bug). */
const minSqliteVersion = [3, 51, 3] as const;

const properties = 'CREATE TABLE property (name TEXT PRIMARY KEY, value ANY NOT NULL) STRICT, WITHOUT ROWID;';

/**
 * - `room`: names; `checksum` binds each to its number (room-name-check.ts).
 * - `journal`: one row per commit, whatever its rooms; `first` is the number of its first record (journal-row.ts).
 * - `part`: what a room is made of, up to record `through`: a base and the segments after it. Newer records are in
 *   the journal only. `content` names the bytes, so that a part is replaced without moving them.
 * - `replaced`: parts that a re-encoded base took the place of, kept for the retention time.
 * - `quarantine`: damaged bytes, set aside.
 */
export const storageLayout = `
  CREATE TABLE room (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, checksum INTEGER NOT NULL) STRICT;
  CREATE TABLE journal (
    first INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, directory BLOB NOT NULL, bytes BLOB NOT NULL
  ) STRICT;
  CREATE TABLE content (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE part (
    room INTEGER NOT NULL, through INTEGER NOT NULL, is_base INTEGER NOT NULL, oldest_at_ms INTEGER NOT NULL,
    newest_at_ms INTEGER NOT NULL, length INTEGER NOT NULL, checksum INTEGER NOT NULL, content INTEGER NOT NULL,
    PRIMARY KEY (room, through)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX segment ON part (room) WHERE is_base = 0;
  CREATE TABLE replaced (
    content INTEGER PRIMARY KEY, room INTEGER NOT NULL, through INTEGER NOT NULL, length INTEGER NOT NULL,
    checksum INTEGER NOT NULL, replaced_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX replaced_by_time ON replaced (replaced_at_ms);
  CREATE TABLE quarantine (
    source TEXT NOT NULL, number INTEGER NOT NULL, room INTEGER, at_ms INTEGER NOT NULL, checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL, PRIMARY KEY (source, number)
  ) STRICT;
`;

/** The marks that the header of the file carries (https://sqlite.org/fileformat2.html#the_database_header). */
const headerMarks = `PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${schemaVersion};`;

/**
 * Makes the connection durable and checks that it is: every promise of the relay rests on these lines. A database
 * of an earlier layout is handed to `migrate`, in a transaction that `migrate` does not end.
 * Throws with one sentence for the administrator.
 */
export function prepareDatabase(database: DatabaseSync, migrate: (database: DatabaseSync) => void): void {
  requireEngine(String(singleValue(database, 'SELECT sqlite_version()')));
  database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = OFF');
  // Bytes that are deleted leave the file, not only its tables: deleted text must be gone.
  database.exec('PRAGMA secure_delete = ON');
  if (Number(singleValue(database, 'SELECT count(*) FROM sqlite_schema')) === 0) createLayout(database);
  requireOwnDatabase(database);
  if (Number(singleValue(database, 'PRAGMA user_version')) < schemaVersion) {
    database.exec('BEGIN IMMEDIATE');
    migrate(database);
    database.exec(`${headerMarks} COMMIT`);
  }
  // A network file system cannot share memory between processes, and says so here.
  if (singleValue(database, 'PRAGMA journal_mode = WAL') !== 'wal')
    throw new Error('the file system cannot hold a write-ahead log (is it a network folder?)');
  database.exec(`PRAGMA synchronous = FULL; PRAGMA journal_size_limit = ${maxWalBytes}; PRAGMA wal_autocheckpoint = 0`);
  if (singleValue(database, 'PRAGMA synchronous') !== 2) throw new Error('SQLite refused to commit durably');
}

const maxWalBytes = 64 * 1024 * 1024;

/** Throws with one sentence when the database is another program's or of a newer Écritoire. */
export function requireOwnDatabase(database: DatabaseSync): void {
  if (singleValue(database, 'PRAGMA application_id') !== applicationId)
    throw new Error('the database in it belongs to another program');
  if (Number(singleValue(database, 'PRAGMA user_version')) > schemaVersion)
    throw new Error('the database in it was written by a newer Écritoire');
}

// The marks and the tables appear together or not at all, and before the file is in WAL mode: what the header says is true.
function createLayout(database: DatabaseSync): void {
  database.exec(`BEGIN; ${properties} ${storageLayout} ${headerMarks}`);
  const add = database.prepare('INSERT INTO property (name, value) VALUES (?, ?)');
  add.run('epoch', randomUUID());
  add.run('probed-at', 0);
  add.run('last-record', 0);
  database.exec('COMMIT');
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

/** The first column of the first row that the query answers with. */
export function singleValue(database: DatabaseSync, query: string): unknown {
  return Object.values(database.prepare(query).get() ?? {})[0];
}
