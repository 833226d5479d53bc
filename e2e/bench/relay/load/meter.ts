import { busyMs, cpuMsOf } from '../cpu-time.ts';
import type { Target } from './wire.ts';

/** How much of one core each took, 0–1, over the same stretch of time. */
export interface CpuShares {
  readonly serverShare: number;
  /** Near 1 means that the load generator, and not the server, was the limit. */
  readonly generatorShare: number;
  /** Everything else on the machine, both cores: what makes a run noisy. */
  readonly othersShare: number;
}

export interface Spent {
  readonly ms: number;
  /** All threads of the server. */
  readonly serverCpuMs: number;
  readonly shares: CpuShares;
}

/** Starts measuring; what it returns tells what was spent since. Read where the load is made: at the very marks. */
export function cpuMeter({ pid }: Target): () => Spent {
  const read = () => ({ atMs: performance.now(), serverMs: cpuMsOf(pid), ownMs: ownCpuMs(), busyMs: busyMs() });
  const before = read();
  return () => {
    const now = read();
    const ms = now.atMs - before.atMs;
    const serverCpuMs = now.serverMs - before.serverMs;
    const ownMs = now.ownMs - before.ownMs;
    const othersMs = Math.max(0, now.busyMs - before.busyMs - serverCpuMs - ownMs);
    const shares = { serverShare: serverCpuMs / ms, generatorShare: ownMs / ms, othersShare: othersMs / ms };
    return { ms, serverCpuMs, shares };
  };
}

function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}
