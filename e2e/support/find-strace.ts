import { spawnSync } from 'node:child_process';

const leaveOut = 'WITHOUT_STRACE';

/** Whether somebody who cannot have strace said so, with WITHOUT_STRACE=1: the tests that need it are left out. */
export const isStraceLeftOut = process.env[leaveOut] === '1';

/**
 * A strace that can trace here: the machine's, or one installed now. Throws with what to do when there is none, or
 * when the system does not let a process trace its own child.
 */
export function findStrace(): string {
  if (!canRun()) installFromDebian();
  if (!canRun())
    throw new Error(`strace was not found and could not be installed: install it, or set ${leaveOut}=1 to go without.`);
  const trial = spawnSync('strace', ['-qq', '-e', 'trace=none', '--', 'true'], { encoding: 'utf8' });
  if (trial.status === 0) return 'strace';
  throw new Error(
    `strace cannot trace here (${trial.stderr.trim()}): allow ptrace (a container needs the capability SYS_PTRACE), ` +
      `or set ${leaveOut}=1 to go without.`,
  );
}

const canRun = (): boolean => spawnSync('strace', ['--version']).status === 0;

function installFromDebian(): void {
  if (process.getuid?.() !== 0) return;
  // A failure is seen by strace still missing. Standard output belongs to reporters.
  for (const args of [['update'], ['install', '-y', 'strace']])
    spawnSync('apt-get', args, { stdio: ['ignore', process.stderr, process.stderr] });
}
