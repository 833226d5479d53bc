import { execFileSync } from 'node:child_process';
import type { Relay } from './relay.ts';

/** One number that the relay says of itself; throws when it does not say it. */
export async function readMetric(relay: Relay, name: string): Promise<number> {
  const text = await (await fetch(`${relay.url}/metrics`)).text();
  const value = text
    .split('\n')
    .find((line) => line.startsWith(`${name} `))
    ?.slice(name.length + 1);
  if (value === undefined) throw new Error(`The relay has no metric ${name}`);
  return Number(value);
}

/** What the relay's process occupies, as the system sees it. */
export const residentBytes = ({ pid }: Relay): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]).toString()) * 1_024;
