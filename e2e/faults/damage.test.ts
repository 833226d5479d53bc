import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../support/random.ts';
import { chooseFlips, describeFlip, judge } from './damage.ts';
import { createOldFolder, type OldFolder } from './old-folder.ts';
import { seedOf } from './seed.ts';
import { tearLog } from './torn-log.ts';

it('[L1] a write-ahead log torn anywhere: what is before the tear is there, the room is usable, people heal it', async () => {
  expect(await tearLog(createRandom(seedOf('torn log')), 6)).toBe(6);
});

describe('a damaged database', () => {
  let old: OldFolder;
  beforeAll(async () => {
    old = await createOldFolder();
  });
  afterAll(() => old.close());

  it('[L6] [R5] a flipped byte anywhere: nothing is hidden, and what people still have comes back', async () => {
    for (const flip of chooseFlips(old, createRandom(seedOf('damage')))) {
      const verdict = await judge(old, flip).catch((error: unknown) => String(error));
      console.log(`${describeFlip(flip)}: ${verdict}`);
      expect(['unharmed', 'healed', 'closed', 'refused'], describeFlip(flip)).toContain(verdict);
      // A record that was damaged, and no more, costs its room nothing but a line.
      if (flip.kind === 'words') expect(verdict, describeFlip(flip)).toBe('healed');
    }
  });
});
