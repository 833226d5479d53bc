import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { median, printTable, secondsText } from './table.ts';

const root = new URL('../..', import.meta.url).pathname;
const rounds = 5;

/** How long `npx -y pnpm start` takes until the relay accepts connections. */
export async function measureStart(): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'ecritoire-start-'));
  try {
    copySources(copy);
    const first = await timeToReady(copy);
    rmSync(join(copy, 'client/dist'), { recursive: true });
    const stale = await timeToReady(copy);
    const warm: number[] = [];
    for (let round = 0; round < rounds; round += 1) warm.push(await timeToReady(copy));
    printTable(
      ['npx -y pnpm start', 'until ready'],
      [
        ['fresh copy, packages in the cache of the machine', secondsText(first)],
        ['client to be built', secondsText(stale)],
        [`nothing to do, median of ${rounds}`, secondsText(median(warm))],
      ],
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** What a clone would hold, with changes that are not committed yet. */
function copySources(target: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of listed.toString().split('\0').filter(Boolean)) {
    // One that was deleted is listed until that is committed.
    if (existsSync(join(root, file))) cpSync(join(root, file), join(target, file));
  }
}

async function timeToReady(folder: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn('npx', ['-y', 'pnpm', 'start'], {
    cwd: folder,
    env: { ...process.env, PORT: '0', DATA_DIR: join(folder, 'data'), pnpm_config_verify_deps_before_run: undefined },
    // A group of its own, so that npx, pnpm and the relay can be ended together.
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error('The start ended before the relay was ready');
  });
  const ready = (async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('is ready: http')) return performance.now() - startedAt;
    }
    throw new Error('The relay did not become ready');
  })();
  const ms = await Promise.race([ready, ended]);
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended.catch(() => undefined);
  return ms;
}
