import { DatabaseSync } from 'node:sqlite';
import { bytesIn, numberIn } from '../update-log/columns.ts';
import { journalRowIn } from '../update-log/journal.ts';
import { checksumOf, directoryEntryBytes, readJournalRow } from '../update-log/journal-row.ts';
import { roomNameChecksum } from '../update-log/room-name-check.ts';
import { requireOwnDatabase, schemaVersion, singleValue } from '../update-log/sqlite-schema.ts';

/** What a check of every stored byte found. */
export type DatabaseCheck = {
  readonly rooms: number;
  readonly durableOffset: number;
  /** One sentence each; empty for a database that is whole. Damage that was set aside already is none. */
  readonly damages: readonly string[];
};

/** Reads everything in the database. Throws with one sentence when it is not one of ours, or cannot be read at all. */
export function checkDatabase(file: string): DatabaseCheck {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON');
    requireOwnDatabase(database);
    if (singleValue(database, 'PRAGMA user_version') !== schemaVersion)
      throw new Error('the database in it was written by an older Écritoire; start Écritoire on it once');
    const integrity = database.prepare('PRAGMA integrity_check').all();
    const complaints = integrity.map((row) => String(row['integrity_check'])).filter((line) => line !== 'ok');
    // What SQLite calls broken is not worth reading on.
    const damages =
      complaints.length > 0
        ? complaints
        : [...damagedNames(database), ...damagedContent(database), ...damagedJournal(database)];
    const rooms = Number(singleValue(database, 'SELECT count(*) FROM room'));
    return { rooms, durableOffset: lastRecord(database), damages };
  } finally {
    database.close();
  }
}

function* damagedNames(database: DatabaseSync): Iterable<string> {
  for (const row of database.prepare('SELECT id, name, checksum FROM room').iterate())
    if (roomNameChecksum(numberIn(row['id']), String(row['name'])) !== row['checksum'])
      yield `the name of document ${row['id']} is damaged`;
}

function* damagedContent(database: DatabaseSync): Iterable<string> {
  for (const table of ['part', 'replaced']) {
    const rows = database.prepare(
      `SELECT room, through, checksum, bytes FROM ${table} LEFT JOIN content ON content.id = ${table}.content`,
    );
    for (const row of rows.iterate()) {
      const [room, through] = [numberIn(row['room']), numberIn(row['through'])];
      const bytes = row['bytes'];
      if (bytes === null || checksumOf(room, through, bytesIn(bytes)) !== row['checksum'])
        yield `the ${table === 'part' ? 'part' : 'replaced part'} up to record ${through} is damaged`;
    }
  }
}

function* damagedJournal(database: DatabaseSync): Iterable<string> {
  const known = database.prepare('SELECT 1 FROM quarantine WHERE source = ? AND number = ?');
  const rows = database.prepare('SELECT first, at_ms, directory, bytes FROM journal ORDER BY first');
  for (const row of rows.iterate()) {
    const journalRow = journalRowIn(row);
    const records = readJournalRow(journalRow);
    if (records === undefined && known.get('commit', journalRow.first) === undefined)
      yield `the commit that begins with record ${journalRow.first} is damaged`;
    for (const { record, isDamaged } of records ?? [])
      if (isDamaged && known.get('journal', record) === undefined) yield `record ${record} is damaged`;
  }
}

function lastRecord(database: DatabaseSync): number {
  const last = database
    .prepare('SELECT first, length(directory) AS length FROM journal ORDER BY first DESC LIMIT 1')
    .get();
  if (last === undefined) return Number(singleValue(database, "SELECT value FROM property WHERE name = 'last-record'"));
  return numberIn(last['first']) + Math.floor(numberIn(last['length']) / directoryEntryBytes) - 1;
}
