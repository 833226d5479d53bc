import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { patiently } from '../test-process.ts';
import { openSqliteLog } from './sqlite.ts';
import { storageSettings } from './storage-settings.ts';
import { describeUpdateLog, textIn, typist } from './update-log.contract.ts';
import type { LogEvents, UpdateLog } from './update-log.ts';

const room = documentIdFromBytes(new Uint8Array(16));

const newFile = async (): Promise<string> => join(await mkdtemp(join(tmpdir(), 'ecritoire-log-')), 'log.sqlite');

function observed(): LogEvents & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    storageFailed: (message) => heard.push(`storage-failed: ${message}`),
    recordDamaged: (record) => heard.push(`record-damaged: ${record}`),
    roomUnreadable: (message) => heard.push(`room-unreadable: ${message}`),
    committed: () => undefined,
    folded: (records) => heard.push(`folded: ${records}`),
    compacted: (outcome) => heard.push(`compacted: ${outcome}`),
  };
}

async function openLog(file: string, events: LogEvents = observed()): Promise<UpdateLog> {
  const opened = await openSqliteLog(file, storageSettings(7), events);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** Stores one character per record, one record per commit when `isSlow`. */
async function store(log: UpdateLog, characters: string): Promise<void> {
  const commits: Promise<unknown>[] = [];
  const text = typist((update) => commits.push(log.append(room, update)));
  for (const character of characters) text.insert(text.length, character);
  await Promise.all(commits);
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

const count = (file: string, table: string): number => {
  const database = new DatabaseSync(file, { readOnly: true });
  const rows = Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get()?.['rows']);
  database.close();
  return rows;
};

describeUpdateLog('sqlite', async () => {
  const file = await newFile();
  return { open: () => openLog(file), reopen: () => openLog(file) };
});

describe('sqlite', () => {
  it('[L6] a damaged record is reported and set aside, and the rest of the room stays usable', async () => {
    const file = await newFile();
    const first = await openLog(file);
    await store(first, 'abc');
    await first.close();
    change(file, "UPDATE record SET bytes = x'0102030405' WHERE id = 3");
    const events = observed();
    const log = await openLog(file, events);
    expect(await textIn(log, room)).toBe('ab');
    await expect.poll(() => count(file, 'quarantine'), patiently).toBe(1);
    expect(events.heard).toEqual(['record-damaged: 3']);
    await log.close();
    const later = await openLog(file);
    await store(later, 'new');
    expect(later.durableOffset(), 'the number of a record set aside is not used again').toBe(6);
    expect(await textIn(later, room)).toContain('new');
    await later.close();
  });

  it('[L6] a long room gets a base, and a damaged base is rebuilt from the records', async () => {
    const file = await newFile();
    const log = await openLog(file);
    const long = 'long text '.repeat(800);
    await store(log, long);
    expect(await textIn(log, room)).toBe(long);
    await expect.poll(() => count(file, 'base'), patiently).toBe(1);
    await store(log, '');
    await log.close();
    const reopened = await openLog(file);
    expect(await textIn(reopened, room)).toBe(long);
    await reopened.close();
    change(file, "UPDATE base SET bytes = x'0000'");
    const events = observed();
    const healed = await openLog(file, events);
    expect(await textIn(healed, room)).toBe(long);
    expect(events.heard).toEqual([]);
    await healed.close();
    expect(count(file, 'record')).toBe(long.length);
  });

  it.each([
    ['another program', 'CREATE TABLE theirs (x)', 'belongs to another program'],
    ['a newer Écritoire', 'PRAGMA application_id = 0x45637269; PRAGMA user_version = 99; CREATE TABLE t (x)', 'newer'],
  ])('[L8] a database of %s is refused', async (_, sql, complaint) => {
    const file = await newFile();
    change(file, sql);
    const opened = await openSqliteLog(file, storageSettings(7), observed());
    expect(opened.ok ? '' : opened.error).toContain(complaint);
  });

  it('[L4] after the disk refused one write nothing is accepted any more', async () => {
    const file = await newFile();
    const events = observed();
    const log = await openLog(file, events);
    await store(log, 'a');
    change(file, 'DROP TABLE record; CREATE TABLE record (x)');
    const refused = await log.append(room, Uint8Array.of(1, 1, 1));
    expect(refused.ok ? '' : refused.error.type).toBe('storage-failed');
    expect(events.heard).toHaveLength(1);
    // A probe touches another table: tried again, it would succeed.
    for (const answer of [await log.append(room, Uint8Array.of(0, 0)), await log.committed(), await log.probe()])
      expect(answer.ok).toBe(false);
    await log.close();
  });
});
