import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const main = new URL('../../server/src/main.ts', import.meta.url).pathname;
const startDeadlineMs = 20_000;

/** A real relay in a process of its own, with a data folder of its own, on a free port that it keeps over restarts. */
export interface Relay {
  readonly port: number;
  /** Of the running process. */
  readonly pid: number;
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** What a stock `WebsocketProvider` takes as its server. */
  readonly syncUrl: string;
  readonly dataDir: string;
  /** As a power cut would, as far as a process can: SIGKILL. */
  kill(): Promise<void>;
  /** Asks politely, SIGTERM; resolves to the exit code, `null` when it did not end by itself. */
  stop(): Promise<number | null>;
  /** Starts again on the same port and folder; kills what runs. */
  restart(): Promise<void>;
  /** Ends the process and removes its folder. */
  close(): Promise<void>;
}

export async function startRelay(): Promise<Relay> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ecritoire-relay-'));
  let running = await launch(dataDir, 0);
  const { port } = running;

  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const { child } = running;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  };

  return {
    port,
    get pid() {
      return running.child.pid ?? 0;
    },
    url: `http://127.0.0.1:${port}`,
    syncUrl: `ws://127.0.0.1:${port}/sync`,
    dataDir,
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    async restart() {
      await end('SIGKILL');
      running = await launch(dataDir, port);
    },
    async close() {
      await end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
}

async function launch(dataDir: string, port: number): Promise<Running> {
  const child = spawn(process.execPath, [main], {
    // Only what it needs: a setting in the shell of whoever runs the tests must not change them.
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ready = Promise.withResolvers<number>();
  const listen = (line: string) => {
    said.push(line);
    // Only the end is of interest; but the pipes must be read to the last, or the relay would block on them.
    if (said.length > 200) said.shift();
    const address = /is ready: http:\/\/\S+:(\d+)/.exec(line);
    if (address !== null) ready.resolve(Number(address[1]));
  };
  for (const output of [child.stdout, child.stderr]) createInterface({ input: output }).on('line', listen);
  const fail = (what: string) => ready.reject(new Error(`The relay ${what}:\n${said.join('\n')}`));
  child.once('exit', (code) => fail(`ended with ${code}`));
  const deadline = setTimeout(() => fail('did not become ready'), startDeadlineMs);
  try {
    return { child, port: await ready.promise };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}
