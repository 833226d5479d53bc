import { describe, expect, it } from 'vitest';
import { createBackOff } from './back-off.ts';

describe('when to come back', () => {
  it('[S7] the first attempt does not wait; the window doubles from 1 s to 30 s', () => {
    const backOff = createBackOff(() => 1);
    const waits = Array.from({ length: 8 }, () => backOff.nextDelayMs());
    expect(waits).toEqual([0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('[S7] the wait is drawn from the whole window', () => {
    const draws = [0.5, 0.25, 0];
    const backOff = createBackOff(() => draws.shift() ?? 0);
    expect([backOff.nextDelayMs(), backOff.nextDelayMs(), backOff.nextDelayMs()]).toEqual([0, 250, 0]);
  });

  it('[S7] after a connection that worked the window is short again, but never nothing: others were cut off too', () => {
    const backOff = createBackOff(() => 1);
    for (let attempt = 0; attempt < 6; attempt += 1) backOff.nextDelayMs();
    backOff.reset();
    expect(backOff.nextDelayMs()).toBe(1_000);
  });
});
