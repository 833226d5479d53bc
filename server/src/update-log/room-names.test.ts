import { readFileSync, writeFileSync } from 'node:fs';
import { documentIdFromBytes, type RoomId } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { patiently } from '../test-process.ts';
import { openSqliteLog } from './sqlite.ts';
import { change, count, hastySettings, newFile, observed, openLog, valueIn } from './test-storage.ts';
import { textIn, typist } from './update-log.contract.ts';
import type { UpdateLog } from './update-log.ts';

const room = (number: number): RoomId => documentIdFromBytes(new Uint8Array(16).fill(number));
const lost = room(1);
const whole = room(2);
const unknown = room(3);

async function type(log: UpdateLog, id: RoomId, text: string): Promise<boolean> {
  const commits: Promise<{ readonly ok: boolean }>[] = [];
  typist((update) => commits.push(log.append(id, update))).insert(0, text);
  return (await Promise.all(commits)).every(({ ok }) => ok);
}

/** Two rooms, and one bit flipped at these places where the name of the first one lies: in the table, in its index. */
async function fileWithFlips(...places: readonly (0 | 1)[]): Promise<string> {
  const file = await newFile();
  const log = await openLog(file);
  await type(log, lost, 'one');
  await type(log, whole, 'two');
  await log.close();
  const bytes = readFileSync(file);
  const found: number[] = [];
  for (let at = bytes.indexOf(lost); at >= 0; at = bytes.indexOf(lost, at + 1)) found.push(at);
  expect(found).toHaveLength(2);
  for (const place of places) {
    const at = (found[place] ?? 0) + 5;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  }
  writeFileSync(file, bytes);
  return file;
}

const refused = { ok: false, error: { type: 'read-failed' } };

describe('a damaged name of a room', () => {
  it.each([[0], [1]] as const)('[L6] in one of its two places (%i) is reported and repaired', async (place) => {
    const file = await fileWithFlips(place);
    for (const heard of [['room-name-damaged: 1'], []]) {
      const events = observed();
      const log = await openLog(file, undefined, events);
      expect(events.heard).toEqual(heard);
      expect([await textIn(log, lost), await textIn(log, whole), await textIn(log, unknown)]).toEqual([
        'one',
        'two',
        '',
      ]);
      await log.close();
    }
    expect(valueIn(file, 'PRAGMA integrity_check')).toBe('ok');
  });

  it('[L5] [L6] in both places: no other name is taken for new, and who knows the name finds the room', async () => {
    const file = await fileWithFlips(0, 1);
    const events = observed();
    const log = await openLog(file, hastySettings, events);
    expect(await textIn(log, whole)).toBe('two');
    expect(await type(log, whole, ' more')).toBe(true);
    // Compaction goes by names too, and passes the damaged one over.
    await expect.poll(() => events.heard.join(), patiently).toContain('compacted');
    expect(await log.missing(unknown, Uint8Array.of(0))).toMatchObject(refused);
    expect(await log.contents(unknown)).toMatchObject(refused);
    expect(await log.compact(unknown)).toMatchObject(refused);
    expect(await log.append(unknown, Uint8Array.of(0, 0))).toMatchObject(refused);
    // Not yet read: it might be the lost one.
    expect(await log.append(lost, Uint8Array.of(0, 0))).toMatchObject(refused);
    expect(events.heard.filter((event) => !/^(folded|compacted)/.test(event))).toEqual(['room-name-damaged: 1']);
    expect(count(file, 'room')).toBe(2);
    expect(await textIn(log, lost)).toBe('one');
    // Now every name is known again.
    await expect.poll(() => textIn(log, unknown).catch(String), patiently).toBe('');
    await log.close();
    const again = observed();
    const later = await openLog(file, undefined, again);
    expect([again.heard, await textIn(later, lost)]).toEqual([[], 'one']);
    await later.close();
  });

  it('[L6] a damaged checksum hides nothing', async () => {
    const file = await fileWithFlips();
    change(file, 'UPDATE room SET checksum = checksum + 1 WHERE id = 1');
    const events = observed();
    const log = await openLog(file, undefined, events);
    expect(await log.missing(unknown, Uint8Array.of(0))).toMatchObject(refused);
    expect([events.heard, await textIn(log, lost)]).toEqual([['room-name-damaged: 1'], 'one']);
    await expect.poll(() => textIn(log, unknown).catch(String), patiently).toBe('');
    await log.close();
  });

  it('[L6] a table of rooms that lost an entry is refused', async () => {
    const file = await fileWithFlips();
    const page = Number(valueIn(file, "SELECT rootpage FROM sqlite_schema WHERE name = 'room'"));
    const bytes = readFileSync(file);
    // The number of its cells (https://sqlite.org/fileformat2.html#b_tree_pages).
    bytes.writeUInt16BE(1, (page - 1) * 4096 + 3);
    writeFileSync(file, bytes);
    const opened = await openSqliteLog(file, hastySettings, observed());
    expect(opened).toMatchObject({ ok: false, error: expect.stringContaining('a backup can be restored') });
    expect(readFileSync(file)).toEqual(bytes);
  });
});
