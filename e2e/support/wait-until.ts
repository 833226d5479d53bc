import { setTimeout as delay } from 'node:timers/promises';

const lookEveryMs = 5;

/** Resolves when `condition` holds; rejects, saying what was awaited, when it still does not after `deadlineMs`. */
export async function waitUntil(what: string, condition: () => boolean, deadlineMs = 20_000): Promise<void> {
  const giveUpAt = performance.now() + deadlineMs;
  while (!condition()) {
    if (performance.now() > giveUpAt) throw new Error(`Waited ${deadlineMs} ms in vain for: ${what}`);
    await delay(lookEveryMs);
  }
}
