import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { countLostCommits } from './lost-commits.ts';
import { newFile, observed, openLog } from './test-storage.ts';
import { textIn, typist } from './update-log.contract.ts';

const commits = 12;
const folder = mkdtempSync(join(tmpdir(), 'ecritoire-wal-'));

/** A database and a write-ahead log as a killed process leaves them: every row is a commit of its own. */
function leftBehind(): { readonly database: Buffer; readonly log: Buffer } {
  const file = join(folder, 'left.sqlite');
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (x)');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const insert = database.prepare('INSERT INTO t VALUES (zeroblob(3000))');
  for (let row = 0; row < commits; row += 1) insert.run();
  const left = { database: readFileSync(file), log: readFileSync(`${file}-wal`) };
  database.close();
  return left;
}

/** How many rows SQLite still sees. */
function rowsSeen(database: Buffer, log: Buffer): number {
  const file = join(folder, 'seen.sqlite');
  writeFileSync(file, database);
  writeFileSync(`${file}-wal`, log);
  const opened = new DatabaseSync(file);
  const seen = Number(opened.prepare('SELECT count(*) AS seen FROM t').get()?.['seen']);
  opened.close();
  return seen;
}

const flipped = (bytes: Buffer, at: number): Buffer => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 0x10;
  return changed;
};

describe('what SQLite passes over', () => {
  const { database, log } = leftBehind();

  it('[L15] of a log that is whole, or was cut short anywhere, is nothing', () => {
    expect(rowsSeen(database, log)).toBe(commits);
    for (let end = 0; end <= log.length; end += 37) expect(countLostCommits(log.subarray(0, end)), `${end}`).toBe(0);
  });

  it('[L15] after a flipped bit is counted, wherever it is but in the last commit', () => {
    const frameBytes = 24 + 4096;
    const lastCommitAt = log.length - 3 * frameBytes;
    const places = Array.from({ length: 60 }, (_, place) => Math.floor((place * lastCommitAt) / 60));
    // The header, and every field of a frame's own.
    for (const at of [
      0,
      8,
      12,
      16,
      20,
      24,
      28,
      ...[0, 4, 8, 12, 16, 20].map((field) => 32 + 4 * frameBytes + field),
      ...places,
    ]) {
      const damaged = flipped(log, at);
      const lost = commits - rowsSeen(database, damaged);
      const counted = countLostCommits(damaged);
      expect(lost, `SQLite heeds byte ${at}`).toBeGreaterThan(0);
      // The mark that ends a commit may be what was hit: then it and the next one look like one.
      expect([lost, lost - 1], `byte ${at}`).toContain(counted);
    }
  });
});

describe('a log that the disk changed', () => {
  const room = documentIdFromBytes(new Uint8Array(16));

  /** What would be there if the process that has the file open were killed now. */
  async function killed(file: string): Promise<string> {
    const copy = await newFile();
    for (const part of ['', '-wal']) copyFileSync(file + part, copy + part);
    return copy;
  }

  it('[L15] is kept beside the database, said once, and makes the relay another one to its peers', async () => {
    const file = await newFile();
    const log = await openLog(file);
    const text = typist((update) => void log.append(room, update));
    for (const letter of 'abcdefghijklmnopqrst') {
      text.insert(text.length, letter);
      await log.committed();
    }
    const copy = await killed(file);
    await log.close();
    const whole = readFileSync(`${copy}-wal`);
    writeFileSync(`${copy}-wal`, flipped(whole, Math.floor(whole.length * 0.4)));

    const events = observed();
    const after = await openLog(copy, undefined, events);
    expect(events.heard).toEqual([expect.stringMatching(/^commits-lost: [1-9]/)]);
    expect(after.epoch).not.toBe(log.epoch);
    expect(await textIn(after, room)).toMatch(/^[a-m]*$/);
    expect(readdirSync(dirname(copy)).filter((name) => name.includes('-wal.damaged-'))).toHaveLength(1);
    await after.append(room, Uint8Array.of(0, 0));
    const again = await killed(copy);
    await after.close();

    const later = await openLog(again, undefined, events);
    expect(events.heard).toHaveLength(1);
    expect(later.epoch).toBe(after.epoch);
    await later.close();
  });
});
