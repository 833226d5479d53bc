import type { DatabaseSync } from 'node:sqlite';
import { numberIn } from './columns.ts';

/**
 * When what was committed moves from the write-ahead log into the database. Not left to SQLite: its automatic
 * checkpoint keeps the errors of the disk to itself. Everything here throws them.
 */
export type WriteAheadLog = {
  /** Whether enough was committed to move it. */
  isLong(): boolean;
  /** Moves what no reader needs where it is. A log that readers made far too long is emptied, and they are waited for. */
  shorten(): void;
  /** Moves everything and cuts the file; false while somebody reads. */
  empty(): boolean;
};

/** About 4 MiB, as SQLite's own checkpoint. */
const longAfterPages = 1000;
// About 32 MiB: somebody reads each time that we look.
const tooLongPages = 8 * longAfterPages;
// The longest that commits wait for readers, each time that so many pages were added.
const waitForReadersMs = 50;

export function openWriteAheadLog(database: DatabaseSync): WriteAheadLog {
  // Looks and does nothing (https://sqlite.org/pragma.html#pragma_wal_checkpoint).
  const look = database.prepare('PRAGMA wal_checkpoint(NOOP)');
  const setWaitMs = (waitMs: number): void => database.exec(`PRAGMA busy_timeout = ${waitMs}`);
  const lockWaitMs = numberIn(database.prepare('PRAGMA busy_timeout').get()?.['timeout']);
  let pagesAfterLast = 0;

  const pages = (): number => numberIn(look.get()?.['log']);

  function checkpoint(mode: 'PASSIVE' | 'TRUNCATE', waitMs: number): boolean {
    setWaitMs(waitMs);
    const done = database.prepare(`PRAGMA wal_checkpoint(${mode})`).get();
    setWaitMs(lockWaitMs);
    pagesAfterLast = numberIn(done?.['log']);
    return done?.['busy'] === 0;
  }

  return {
    isLong() {
      const now = pages();
      // It began again from the start.
      if (now < pagesAfterLast) pagesAfterLast = 0;
      return now >= pagesAfterLast + longAfterPages;
    },
    shorten() {
      if (pages() < tooLongPages) checkpoint('PASSIVE', 0);
      else checkpoint('TRUNCATE', waitForReadersMs);
    },
    // Readers are not waited for: commits would wait as long.
    empty: () => checkpoint('TRUNCATE', 0),
  };
}
