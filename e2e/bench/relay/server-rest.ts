import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cpuMsOf, residentBytesOf } from './cpu-time.ts';
import type { ServerProcess } from './server-process.ts';

const lookEveryMs = 250;
// The rest of a server's timers: pings, sweeps.
const restShare = 0.03;

/** What was spent until the server came to rest. */
export interface Rest {
  readonly isReached: boolean;
  /** When its folder changed last, from the call on; of a server that never came to rest, how long was waited. */
  readonly ms: number;
}

/** Waits until the server has neither computed nor written for `quietMs`, at most so long. */
export async function untilAtRest(server: ServerProcess, quietMs: number, deadlineMs: number): Promise<Rest> {
  const startedAtMs = performance.now();
  const elapsed = () => performance.now() - startedAtMs;
  const { pid } = server.target();
  let lastAtMs = 0;
  let state = stateOf(server.dataDir);
  let cpuMs = cpuMsOf(pid);
  while (elapsed() < deadlineMs) {
    await delay(lookEveryMs);
    const nowState = stateOf(server.dataDir);
    const nowCpuMs = cpuMsOf(pid);
    const isBusy = nowCpuMs - cpuMs > lookEveryMs * restShare + 10;
    if (isBusy || nowState !== state) lastAtMs = elapsed();
    state = nowState;
    cpuMs = nowCpuMs;
    if (elapsed() - lastAtMs >= quietMs) return { isReached: true, ms: lastAtMs };
  }
  return { isReached: false, ms: elapsed() };
}

export const diskBytesOf = (folder: string): number => filesUnder(folder).reduce((sum, { size }) => sum + size, 0);

const stateOf = (folder: string): string =>
  filesUnder(folder)
    .map(({ path, size, changedMs }) => `${path} ${size} ${changedMs}`)
    .join();

/** A file that went away meanwhile is left out: databases do that. */
function filesUnder(folder: string) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const found = statSync(path, { throwIfNoEntry: false });
      return found === undefined ? [] : [{ path, size: found.size, changedMs: found.mtimeMs }];
    });
}

/**
 * Node options for a server that collects its garbage when told to. V8 lets the place where objects are born grow to
 * 48 MiB in a rush and keeps it, whatever they were born for: 10 KiB for each of 5,000 connections, more in one run and
 * less in the next. Held small, the same for every server, what is left is what the connections hold.
 */
export const collectsOnSignal: readonly string[] = [
  '--expose-gc',
  '--max-semi-space-size=1',
  '--import',
  new URL('./servers/collect-on-signal.ts', import.meta.url).href,
];

const pauseMs = 800;

/** Resident memory after a pause and two forced collections: what is kept, not what nobody has tidied up yet. */
export async function keptBytes(server: ServerProcess): Promise<number> {
  for (let collection = 0; collection < 2; collection += 1) {
    await delay(pauseMs);
    server.signal('SIGUSR2');
  }
  await delay(pauseMs);
  return residentBytesOf(server.target().pid);
}
