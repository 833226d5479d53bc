import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { numberIn } from './columns.ts';
import { prepareDatabase } from './sqlite-schema.ts';
import { newFile } from './test-storage.ts';
import { openWriteAheadLog } from './write-ahead-log.ts';

const MiB = 2 ** 20;

async function openBusyDatabase() {
  const file = await newFile();
  const database = new DatabaseSync(file, { timeout: 5000 });
  prepareDatabase(database, () => undefined);
  const add = database.prepare('INSERT INTO content (bytes) VALUES (zeroblob(?))');
  const writeAheadLog = openWriteAheadLog(database);
  const reader = new DatabaseSync(file, { readOnly: true });
  return {
    database,
    reader,
    writeAheadLog,
    sizeMiB: () => statSync(`${file}-wal`).size / MiB,
    /** As the thread that writes does after each commit. */
    write(mebibytes: number) {
      for (let count = 0; count < mebibytes; count += 1) {
        add.run(MiB);
        if (writeAheadLog.isLong()) writeAheadLog.shorten();
      }
    },
    close() {
      reader.close();
      database.close();
    },
  };
}

describe('the write-ahead log', () => {
  it('[L14] stays short while somebody reads between the commits', async () => {
    const { reader, write, sizeMiB, close } = await openBusyDatabase();
    for (let round = 0; round < 60; round += 1) {
      write(1);
      reader.prepare('SELECT sum(length(bytes)) FROM content').get();
    }
    expect(sizeMiB()).toBeLessThan(8);
    close();
  });

  it('[L14] grows no further than it must while somebody reads for long, and is emptied afterwards', async () => {
    const { reader, write, writeAheadLog, sizeMiB, close } = await openBusyDatabase();
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM content').get();
    write(50);
    expect(sizeMiB()).toBeGreaterThan(50);
    expect(writeAheadLog.empty(), 'somebody reads').toBe(false);
    reader.exec('COMMIT');
    write(5);
    expect(sizeMiB()).toBeLessThan(8);
    close();
  });

  it('[L14] is not shortened by SQLite, which would not tell what the disk said', async () => {
    const { database, close } = await openBusyDatabase();
    database.exec(`INSERT INTO content (bytes) VALUES (zeroblob(${8 * MiB}))`);
    const looked = database.prepare('PRAGMA wal_checkpoint(NOOP)').get();
    expect(numberIn(looked?.['log'])).toBeGreaterThan(2000);
    expect(looked?.['checkpointed']).toBe(0);
    close();
  });
});
