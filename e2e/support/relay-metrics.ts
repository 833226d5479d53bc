import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Relay } from './relay.ts';

const lookEveryMs = 20;

/** One number that the relay says of itself; throws when it does not say it. */
export async function readMetric(relay: Relay, name: string): Promise<number> {
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  const line = text.split('\n').find((said) => said.startsWith(`${name} `));
  if (line === undefined) throw new Error(`The relay has no metric ${name}`);
  return Number(line.slice(name.length + 1));
}

/** Resolves when the relay says so; rejects, saying what it said last, when it still does not after `deadlineMs`. */
export async function waitForMetric(relay: Relay, name: string, value: number, deadlineMs = 20_000): Promise<void> {
  const giveUpAt = performance.now() + deadlineMs;
  for (let said = await readMetric(relay, name); said !== value; said = await readMetric(relay, name)) {
    if (performance.now() > giveUpAt) throw new Error(`${name} is ${said} after ${deadlineMs} ms, not ${value}`);
    await delay(lookEveryMs);
  }
}

/** What the relay's process occupies, as the system sees it. */
export const residentBytes = ({ pid }: Relay): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) * 1_024;
