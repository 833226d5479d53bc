import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']).toString());

/** CPU time of a process so far, all its threads, user and system, in milliseconds. Linux only. */
export function cpuMsOf(pid: number): number {
  const [user = 0, system = 0] = timesOf(String(pid));
  return user + system;
}

/** The same of this process and of all those it started that have ended. */
export const familyCpuMs = (): number => timesOf('self').reduce((sum, ms) => sum + ms);

/** User and system time of the process, then of its children that ended, and of theirs. */
function timesOf(process: string): number[] {
  const stat = readFileSync(`/proc/${process}/stat`, 'latin1');
  // The name, in brackets, may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).map((ticks) => (Number(ticks) * 1_000) / ticksPerSecond);
}

/** Resident memory in bytes. Linux only. */
export function residentBytesOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  return Number(line?.[1]) * 1_024;
}

/** What all cores together were busy so far, in milliseconds; time taken by other virtual machines counts. Linux only. */
export function busyMs(): number {
  const [line = ''] = readFileSync('/proc/stat', 'latin1').split('\n', 1);
  const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, steal = 0] = line.split(/\s+/).slice(1).map(Number);
  return ((user + nice + system + irq + softIrq + steal) * 1_000) / ticksPerSecond;
}
