import { expect, it } from 'vitest';
import { killCompactions } from './kill-compaction.ts';
import { killUnderLoad } from './kill-under-load.ts';
import { seedOf } from './seed.ts';

it('[A2] [L1] whatever was confirmed is there after SIGKILL, once, at 1,000 and 5,000 updates a second', async () => {
  expect(await killUnderLoad({ seed: seedOf('kills'), kills: 3 })).toMatch(/^Nothing was lost/);
});

it('[L1] [L10] a document that was being compacted is whole after SIGKILL, whether old bytes are kept or not', async () => {
  expect(await killCompactions({ seed: seedOf('kills of compactions'), kills: 1 })).toMatch(/^Nothing was lost/);
});
