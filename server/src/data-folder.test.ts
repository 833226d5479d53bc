import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { newFolder } from './test-process.ts';
import { openLog } from './update-log/test-storage.ts';

/** The header of a rollback journal of a database that was empty before (https://sqlite.org/fileformat2.html#the_rollback_journal). */
function journalOfEmptyDatabase(): Buffer {
  const sectorBytes = 512;
  const header = Buffer.alloc(sectorBytes);
  header.write('d9d505f920a163d7', 'hex');
  const [sectorSizeAt, pageSizeAt] = [20, 24];
  header.writeUInt32BE(sectorBytes, sectorSizeAt);
  header.writeUInt32BE(4096, pageSizeAt);
  return header;
}

it.each([
  ['lost', Buffer.alloc(512)],
  ['without our mark yet', Buffer.from('SQLite format 3\0'.padEnd(512, '\0'))],
])(
  '[L8] a first start that the power cut short, the first sector of the database %s, is made again',
  async (_, sector) => {
    const folder = await newFolder();
    await writeFile(
      join(folder, 'ecritoire.sqlite'),
      Buffer.concat([sector, Buffer.alloc(3 * 4096 - sector.length, 1)]),
    );
    await writeFile(join(folder, 'ecritoire.sqlite-journal'), journalOfEmptyDatabase());
    const opened = await openDataFolder(folder);
    if (!opened.ok) throw new Error(opened.error);
    const log = await openLog(opened.value.databaseFile);
    expect(log.durableOffset()).toBe(0);
    await log.close();
    opened.value.release();
  },
);
