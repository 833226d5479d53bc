import type { Journal } from './journal.ts';
import { type JournalRow, readJournalRow } from './journal-row.ts';
import type { Parts } from './parts.ts';
import type { Damage } from './quarantine.ts';
import type { Unfolded } from './unfolded.ts';

/** Brings back to memory what the journal holds and no part does; answers with what is damaged. Changes nothing on disk. */
export function replayJournal(journal: Journal, parts: Parts, unfolded: Unfolded): Damage[] {
  const throughByRoom = new Map<number, number>();
  const damages: Damage[] = [];

  function throughOf(room: number): number {
    const through = throughByRoom.get(room) ?? parts.throughOf(room);
    throughByRoom.set(room, through);
    return through;
  }

  for (const row of journal.replay()) {
    const records = readJournalRow(row);
    if (records === undefined)
      damages.push({ source: 'commit', number: row.first, room: undefined, checksum: 0, bytes: wholeRow(row) });
    for (const { record, room, update, checksum, isDamaged } of records ?? []) {
      if (record <= throughOf(room)) continue;
      if (isDamaged) damages.push({ source: 'journal', number: record, room, checksum, bytes: update });
      else unfolded.add(room, record, update, row.atMs);
    }
  }
  return damages;
}

function wholeRow({ directory, bytes }: JournalRow): Uint8Array {
  const whole = new Uint8Array(directory.length + bytes.length);
  whole.set(directory);
  whole.set(bytes, directory.length);
  return whole;
}
