import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const mainModule = fileURLToPath(new URL('./main.ts', import.meta.url));

/** A relay in a process of its own, as an administrator runs it. */
export type RelayProcess = {
  readonly pid: number;
  /** `http://127.0.0.1:port` */
  readonly address: string;
  /** `ws://127.0.0.1:port/sync` */
  readonly syncAddress: string;
  /** Sends the signal; the exit code, null when the signal killed it. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
  exited(): Promise<number | null>;
  stdout(): string;
  stderr(): string;
};

/** For `expect.poll`: how long a condition may take on a busy machine before it counts as never. */
export const patiently = { timeout: 20_000, interval: 5 };

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'ecritoire-relay-'));

// A test that fails leaves no relay behind.
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Environment of a child: only what it needs, so that the settings of whoever tests do not matter. */
export const childEnvironment = (settings: Readonly<Record<string, string>>): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '',
  ...settings,
});

function launch(settings: Readonly<Record<string, string>>, cwd: string) {
  const child = spawn(process.execPath, [mainModule], {
    cwd,
    env: childEnvironment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('close', () => children.delete(child));
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  return { child, output };
}

/** Starts a relay and waits for its ready line; throws with what it said when it ends instead. */
export async function startRelay(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RelayProcess> {
  const { child, output } = launch({ PORT: '0', DATA_DIR: dataDir, ...settings }, tmpdir());
  const exit = exitOf(child);
  const address = await Promise.race([readyAddress(child, output), exit.then(() => undefined)]);
  if (address === undefined) throw new Error(`The relay ended instead of starting: ${output.stderr}`);
  return {
    pid: child.pid ?? -1,
    address,
    syncAddress: `${address.replace('http', 'ws')}/sync`,
    stop(signal) {
      child.kill(signal);
      return exit;
    },
    exited: () => exit,
    stdout: () => output.stdout,
    stderr: () => output.stderr,
  };
}

/** Runs a relay that is expected to refuse to start. */
export async function refusedStart(
  settings: Readonly<Record<string, string>>,
  cwd: string,
): Promise<{ code: number | null; stderr: string; stdout: string }> {
  const { child, output } = launch(settings, cwd);
  return { code: await exitOf(child), ...output };
}

const exitOf = async (child: ChildProcess): Promise<number | null> => {
  const [code] = (await once(child, 'close')) as [number | null];
  return code;
};

function readyAddress(child: ChildProcess, output: { readonly stdout: string }): Promise<string> {
  return new Promise((resolve) => {
    child.stdout?.on('data', () => {
      const ready = /^Écritoire is ready: (http:\S+)$/m.exec(output.stdout);
      if (ready?.[1] !== undefined) resolve(ready[1]);
    });
  });
}
