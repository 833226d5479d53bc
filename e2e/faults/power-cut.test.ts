import { describe, expect, it } from 'vitest';
import { isStraceLeftOut } from '../support/find-strace.ts';
import { cutPower, notDurable } from './power-cut.ts';
import { seedOf } from './seed.ts';

describe.skipIf(isStraceLeftOut)('a power cut', () => {
  it('[L1] takes nothing that was acknowledged, and leaves a folder that opens', async () => {
    const { failures, ...counts } = await cutPower({ seed: seedOf('power cut'), points: 12, recordMs: 1_200 });
    expect(failures).toEqual([]);
    expect(counts.commits).toBeGreaterThan(20);
  });

  it('[L1] takes acknowledged words from a relay that is not durable: this test would notice', async () => {
    const options = { seed: seedOf('power cut, not durable'), points: 4, recordMs: 600 };
    const { failures } = await cutPower({ ...options, environment: notDurable });
    expect(failures.filter((failure) => /acknowledged tokens are lost/.test(failure)).length).toBeGreaterThan(0);
  });
});
