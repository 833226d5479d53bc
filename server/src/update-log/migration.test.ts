import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { change, count, hastySettings, newFile, observed, openLog, valueIn } from './test-storage.ts';
import { textIn, typist } from './update-log.contract.ts';

const room = (number: number) => documentIdFromBytes(new Uint8Array(16).fill(number));

/**
 * A database that version 1 wrote: room 1 is long and has a base and a tail, 2 and 3 are short, in room 4 record 717 is
 * whole, 718 is damaged and 719 was set aside; record 720 is in room 5.
 */
async function version1(): Promise<string> {
  const file = await newFile();
  writeFileSync(file, gunzipSync(readFileSync(new URL('./fixtures/version-1.sqlite.gz', import.meta.url))));
  return file;
}

const long = Array.from(
  { length: 700 },
  (_, number) => `sentence ${number} of a long document, written when the database had its first layout. `,
).join('');

describe('a database of version 1', () => {
  it.each([['as it is'], ["UPDATE base SET bytes = x'0000'"]])('[L11] is taken over without loss: %s', async (sql) => {
    const file = await version1();
    if (sql !== 'as it is') change(file, sql);
    const epoch = valueIn(file, "SELECT value FROM property WHERE name = 'epoch'");
    const log = await openLog(file);
    expect([log.epoch, log.durableOffset()]).toEqual([epoch, 720]);
    const first = await textIn(log, room(1));
    expect([first.replace('Tail of it.', ''), first.includes('Tail of it.')]).toEqual([long, true]);
    expect(await textIn(log, room(2))).toBe('short');
    expect(await textIn(log, room(3))).toBe('abcd');
    expect(await textIn(log, room(4))).toBe('kept, ');
    expect(await textIn(log, room(5))).toBe('last');
    await log.append(room(5), await new Promise<Uint8Array>((resolve) => typist(resolve).insert(0, 'after')));
    expect(log.durableOffset()).toBe(721);
    await log.close();
    expect(valueIn(file, 'SELECT group_concat(number) FROM (SELECT number FROM quarantine ORDER BY number)')).toBe(
      '718,719',
    );
    expect(valueIn(file, 'PRAGMA user_version')).toBe(2);
  });

  it('[L11] is as it was when taking it over fails', async () => {
    const file = await version1();
    // What it finds in the last room are no bytes.
    change(file, 'ALTER TABLE base RENAME TO old; CREATE TABLE base (room, through, state_vector, checksum, bytes)');
    change(file, "INSERT INTO base SELECT 5, 1, state_vector, checksum, 'text' FROM old");
    const before = readFileSync(file);
    await expect(openLog(file)).rejects.toThrow('bytes were expected');
    expect(readFileSync(file)).toEqual(before);
  });

  it('[L11] is re-encoded afterwards like any other', async () => {
    const file = await version1();
    const log = await openLog(file, hastySettings, observed());
    await log.compact(room(1));
    expect((await textIn(log, room(1))).length).toBe(long.length + 'Tail of it.'.length);
    await log.close();
    expect(count(file, 'replaced')).toBeGreaterThan(0);
  });
});
