import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { patiently } from '../test-process.ts';
import { openSqliteLog } from './sqlite.ts';
import { change, count, hastySettings, newFile, observed, openLog } from './test-storage.ts';
import { describeUpdateLog, textIn, typist } from './update-log.contract.ts';
import type { UpdateLog } from './update-log.ts';

const room = documentIdFromBytes(new Uint8Array(16));

/** Stores one character per record. */
async function store(log: UpdateLog, characters: string): Promise<void> {
  const commits: Promise<unknown>[] = [];
  const text = typist((update) => commits.push(log.append(room, update)));
  for (const character of characters) text.insert(text.length, character);
  await Promise.all(commits);
}

function oneCharacter(): Uint8Array {
  let made = new Uint8Array(0);
  typist((update) => {
    made = update.slice();
  }).insert(0, 'x');
  return made;
}

describeUpdateLog('sqlite', async () => {
  const file = await newFile();
  return { open: () => openLog(file), reopen: () => openLog(file) };
});

// Everything is folded and compacted at once: no promise depends on where a record lies.
describeUpdateLog('sqlite in haste', async () => {
  const file = await newFile();
  return { open: () => openLog(file, hastySettings), reopen: () => openLog(file, hastySettings) };
});

describe('sqlite', () => {
  it('[L6] a damaged record is reported and set aside, and the rest of the room stays usable', async () => {
    const file = await newFile();
    const first = await openLog(file);
    await store(first, 'abc');
    await first.close();
    // The last character of the last update.
    change(file, "UPDATE journal SET bytes = CAST(substr(bytes, 1, length(bytes) - 2) || 'X' || x'00' AS BLOB)");
    const events = observed();
    const log = await openLog(file, undefined, events);
    expect(await textIn(log, room)).toBe('ab');
    expect(events.heard).toEqual(['record-damaged: 3']);
    expect(count(file, 'quarantine')).toBe(1);
    await log.close();
    const later = await openLog(file, undefined, events);
    await store(later, 'new');
    expect(later.durableOffset(), 'the number of a record set aside is not used again').toBe(6);
    expect(await textIn(later, room)).toContain('new');
    expect(events.heard, 'it is said once').toHaveLength(1);
    await later.close();
  });

  it('[L6] a commit whose directory is damaged is set aside whole, the others stay', async () => {
    const file = await newFile();
    const first = await openLog(file);
    await store(first, 'ab');
    await store(first, 'cd');
    await first.close();
    change(file, 'UPDATE journal SET directory = zeroblob(length(directory)) WHERE first = 3');
    const events = observed();
    const log = await openLog(file, undefined, events);
    expect(await textIn(log, room)).toBe('ab');
    expect([log.durableOffset(), events.heard]).toEqual([4, ['record-damaged: 3']]);
    await log.close();
  });

  it.each(['bytes = zeroblob(length(bytes))', "bytes = x''"])(
    '[L6] a damaged part (%s) is reported and set aside, and peers can send its content again',
    async (damage) => {
      const file = await newFile();
      const first = await openLog(file, hastySettings);
      await store(first, 'abc');
      await expect.poll(() => count(file, 'part'), patiently).toBe(1);
      await first.close();
      change(file, `UPDATE content SET ${damage}`);
      const events = observed();
      const log = await openLog(file, undefined, events);
      expect(await log.contents(room)).toMatchObject({ ok: true, value: { stateVector: Uint8Array.of(0) } });
      await expect.poll(() => events.heard, patiently).toEqual(['record-damaged: 3']);
      await store(log, 'abc');
      expect(await textIn(log, room)).toBe('abc');
      expect([count(file, 'part'), count(file, 'quarantine')]).toEqual([0, 1]);
      await log.close();
    },
  );

  it('[L6] a segment that turns out damaged when more is folded is set aside', async () => {
    const file = await newFile();
    const first = await openLog(file, { ...hastySettings, lookForDueRoomsEveryMs: 2 ** 30 });
    await store(first, 'abc');
    await expect.poll(() => count(file, 'part'), patiently).toBe(1);
    await first.close();
    change(file, 'UPDATE part SET checksum = checksum + 1');
    const events = observed();
    const log = await openLog(file, { ...hastySettings, lookForDueRoomsEveryMs: 2 ** 30 }, events);
    await store(log, 'new');
    await expect.poll(() => events.heard, patiently).toContain('record-damaged: 3');
    expect(await textIn(log, room)).toBe('new');
    await log.close();
  });

  it('[L5] bytes that cannot be read are an error, not an empty answer', async () => {
    const file = await newFile();
    const first = await openLog(file, hastySettings);
    await store(first, 'abc');
    await expect.poll(() => count(file, 'part'), patiently).toBe(1);
    await first.close();
    change(file, 'ALTER TABLE content RENAME TO lost; CREATE TABLE content (id INTEGER PRIMARY KEY, bytes TEXT)');
    change(file, "INSERT INTO content SELECT id, 'text' FROM lost");
    const log = await openLog(file);
    for (const answer of [await log.missing(room, Uint8Array.of(0)), await log.contents(room)])
      expect(answer).toMatchObject({ ok: false, error: { type: 'read-failed' } });
    await log.close();
  });

  it('[L1] a log that was closed is one file', async () => {
    const file = await newFile();
    const log = await openLog(file);
    await store(log, 'abc');
    expect(await textIn(log, room)).toBe('abc');
    await log.close();
    expect(readdirSync(dirname(file))).toEqual([basename(file)]);
  });

  it.each([1, 2, 3])('[L4] a log that is closed while work is due is no failed disk (time %i)', async () => {
    const events = observed();
    // One room per step.
    const settings = { ...hastySettings, maxStepMs: 0, lookForDueRoomsEveryMs: 2 ** 30 };
    const log = await openLog(await newFile(), settings, events);
    for (let number = 0; number < 1000; number += 1)
      void log.append(
        documentIdFromBytes(new Uint8Array(16).fill(number, 14, 16).fill(number >> 8, 14, 15)),
        oneCharacter(),
      );
    await log.committed();
    await log.close();
    expect(events.heard.length, 'there was more to do').toBeLessThan(1000);
    expect(events.heard.filter((event) => event.startsWith('storage-failed'))).toEqual([]);
  });

  it('[L3] a number is not used again when the journal is empty', async () => {
    const file = await newFile();
    const first = await openLog(file, hastySettings);
    await store(first, 'abc');
    await expect.poll(() => count(file, 'journal'), patiently).toBe(0);
    await first.close();
    const log = await openLog(file);
    expect(log.durableOffset()).toBe(3);
    await log.close();
  });

  it.each([
    ['another program', 'CREATE TABLE theirs (x)', 'belongs to another program'],
    ['a newer Écritoire', 'PRAGMA application_id = 0x45637269; PRAGMA user_version = 99; CREATE TABLE t (x)', 'newer'],
  ])('[L8] a database of %s is refused', async (_, sql, complaint) => {
    const file = await newFile();
    change(file, sql);
    const opened = await openSqliteLog(file, hastySettings, observed());
    expect(opened.ok ? '' : opened.error).toContain(complaint);
  });

  it('[L4] after the disk refused one write nothing is accepted any more', async () => {
    const file = await newFile();
    const events = observed();
    const log = await openLog(file, undefined, events);
    await store(log, 'a');
    change(file, 'DROP TABLE journal; CREATE TABLE journal (x)');
    const refused = await log.append(room, Uint8Array.of(1, 1, 1));
    expect(refused.ok ? '' : refused.error.type).toBe('storage-failed');
    expect(events.heard).toHaveLength(1);
    // A probe touches another table: tried again, it would succeed.
    for (const answer of [await log.append(room, Uint8Array.of(0, 0)), await log.committed(), await log.probe()])
      expect(answer.ok).toBe(false);
    await log.close();
  });

  it('[L4] what was handed over before the failure was known is not tried either', async () => {
    const file = await newFile();
    const log = await openLog(file);
    await store(log, 'a');
    // Commits of one record fail, those of two would not.
    change(
      file,
      "CREATE TRIGGER refuse BEFORE INSERT ON journal WHEN length(NEW.directory) = 16 BEGIN SELECT RAISE(FAIL, 'full'); END",
    );
    const one = log.append(room, Uint8Array.of(0, 0));
    // A read sends what waits on its way.
    const read = log.contents(room);
    const two = [log.append(room, Uint8Array.of(0, 0)), log.append(room, Uint8Array.of(0, 0))];
    const other = log.contents(room);
    for (const answer of await Promise.all([one, ...two])) expect(answer).toMatchObject({ ok: false });
    await Promise.all([read, other]);
    await log.close();
    expect(count(file, 'journal')).toBe(1);
  });
});
