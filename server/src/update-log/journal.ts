import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { bytesIn, numberIn } from './columns.ts';
import { type JournalRow, recordCount } from './journal-row.ts';

/** The commits whose records are not all folded yet. Writes belong into a transaction of the caller. */
export type Journal = {
  /** The newest record that was ever written, also when its row is gone. */
  lastRecord(): number;
  /** What the rows that are still there occupy. */
  bytes(): number;
  add(row: JournalRow): void;
  /** Every row, oldest first; reading them tells the journal what it holds. */
  replay(): IterableIterator<JournalRow>;
  /** Removes rows that hold only records before this one, about `maxBytes` of them; whether any are left. */
  prune(record: number, maxBytes: number): boolean;
};

export function openJournal(database: DatabaseSync): Journal {
  const addRow = database.prepare('INSERT INTO journal (first, at_ms, directory, bytes) VALUES (?, ?, ?, ?)');
  const allRows = database.prepare('SELECT first, at_ms, directory, bytes FROM journal ORDER BY first');
  const removeRows = database.prepare('DELETE FROM journal WHERE first < ?');
  const keepLastRecord = database.prepare("UPDATE property SET value = ? WHERE name = 'last-record'");
  const findLastRecord = database.prepare("SELECT value FROM property WHERE name = 'last-record'");
  // Oldest first; what lies before `start` is gone.
  let rows: { readonly first: number; readonly bytes: number }[] = [];
  let start = 0;
  let bytes = 0;
  let last = numberIn(findLastRecord.get()?.['value']);

  function remember(row: JournalRow): void {
    const size = row.directory.length + row.bytes.length;
    rows.push({ first: row.first, bytes: size });
    bytes += size;
    last = row.first + recordCount(row) - 1;
  }

  function* replay(): IterableIterator<JournalRow> {
    for (const found of allRows.iterate()) {
      const row = journalRowIn(found);
      remember(row);
      yield row;
    }
  }

  function prune(record: number, maxBytes: number): boolean {
    let freed = 0;
    let next = start;
    while (next < rows.length && freed < maxBytes && endOf(next) <= record) {
      freed += rows[next]?.bytes ?? 0;
      next += 1;
    }
    if (next === start) return false;
    removeRows.run(rows[next]?.first ?? last + 1);
    keepLastRecord.run(last);
    start = next;
    bytes -= freed;
    if (start > rows.length / 2) {
      rows = rows.slice(start);
      start = 0;
    }
    return start < rows.length && endOf(start) <= record;
  }

  /** One more than the last record of the row. */
  const endOf = (place: number): number => rows[place + 1]?.first ?? last + 1;

  return {
    lastRecord: () => last,
    bytes: () => bytes,
    add(row) {
      addRow.run(row.first, row.atMs, row.directory, row.bytes);
      remember(row);
    },
    replay,
    prune,
  };
}

export const journalRowIn = (row: Record<string, SQLOutputValue>): JournalRow => ({
  first: numberIn(row['first']),
  atMs: numberIn(row['at_ms']),
  directory: bytesIn(row['directory']),
  bytes: bytesIn(row['bytes']),
});
