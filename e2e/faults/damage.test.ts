import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../support/random.ts';
import { chooseFlips, describeFlip, judge } from './damage.ts';
import { createOldFolder, type OldFolder } from './old-folder.ts';
import { seedOf } from './seed.ts';
import { tearLog } from './torn-log.ts';

describe('what a folder has been through', () => {
  const random = createRandom(seedOf('damage'));
  let old: OldFolder;
  beforeAll(async () => {
    old = await createOldFolder();
  });
  afterAll(() => old.close());

  it('[L1] a write-ahead log torn anywhere: what is before the tear is there, the room takes writes, people heal it', async () => {
    expect(await tearLog(old, random, 5)).toBe(5);
  });

  it('[L6] a damaged record costs its room nothing but a line, and comes back with the people who have it', async () => {
    for (const flip of chooseFlips(old, random).filter(({ kind }) => kind === 'words'))
      expect(await judge(old, flip), describeFlip(flip)).toBe('healed');
  });

  it('[L6] [R5] a flipped byte anywhere in the file hides nothing', async () => {
    // Throws when something is missing without a line about it.
    for (const flip of chooseFlips(old, random).filter(({ kind }) => kind !== 'words'))
      console.log(`${describeFlip(flip)}: ${await judge(old, flip)}`);
  });
});
