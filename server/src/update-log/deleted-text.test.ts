import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { patiently } from '../test-process.ts';
import { count, hastySettings, idleSettings, newFile, observed, openLog } from './test-storage.ts';
import { textIn, typist } from './update-log.contract.ts';
import type { UpdateLog } from './update-log.ts';

const room = documentIdFromBytes(new Uint8Array(16));
const phrase = 'a phrase that must not be found';

/** Whether any file of the folder holds the phrase. */
function isOnDisk(file: string): boolean {
  const folder = dirname(file);
  return readdirSync(folder).some((name) => readFileSync(join(folder, name)).includes(phrase));
}

async function writeAndDelete(log: UpdateLog): Promise<void> {
  const commits: Promise<unknown>[] = [];
  const text = typist((update) => commits.push(log.append(room, update)));
  text.insert(0, `before ${phrase} after`);
  for (let times = 0; times < 50; times += 1) text.insert(0, '. ');
  text.delete(text.toString().indexOf(phrase), phrase.length);
  await Promise.all(commits);
}

describe('deleted text', () => {
  it('[L12] leaves the disk with the compaction when nothing is kept', async () => {
    const file = await newFile();
    const log = await openLog(file, { ...hastySettings, retentionMs: 0 });
    await writeAndDelete(log);
    await expect.poll(() => isOnDisk(file), patiently).toBe(false);
    expect(await textIn(log, room)).toContain('before  after');
    await log.close();
    expect(isOnDisk(file)).toBe(false);
  });

  it('[L12] leaves the disk with the compaction also when nothing else is written, and it was still in the journal', async () => {
    const file = await newFile();
    const log = await openLog(file, { ...idleSettings, retentionMs: 0, expireEveryMs: 50 });
    await writeAndDelete(log);
    expect(isOnDisk(file)).toBe(true);
    await log.compact(room);
    await expect.poll(() => isOnDisk(file), patiently).toBe(false);
    await log.close();
  });

  it('[L12] stays for the retention time, and then leaves the disk', async () => {
    const file = await newFile();
    const events = observed();
    const log = await openLog(file, hastySettings, events);
    await writeAndDelete(log);
    await expect.poll(() => events.heard, patiently).toContain('compacted: reencoded');
    await log.close();
    expect([isOnDisk(file), count(file, 'replaced') > 0]).toEqual([true, true]);
    const later = await openLog(file, { ...idleSettings, retentionMs: 1, expireEveryMs: 20 });
    await expect.poll(() => isOnDisk(file), patiently).toBe(false);
    expect(await textIn(later, room)).toContain('before  after');
    await later.close();
    expect(count(file, 'replaced')).toBe(0);
  });
});
