import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { alsoAtExit } from './at-exit.ts';
import { onCore, serverCore } from './cores.ts';
import type { Target } from './load/wire.ts';

/** How one server is started; `{}` of the environment is added to what every server gets. */
export interface ServerSpec {
  readonly name: string;
  readonly dialect: Target['dialect'];
  /** In front of the room's name. */
  readonly path: string;
  readonly script: string;
  environment(port: number, dataDir: string): NodeJS.ProcessEnv;
}

/** A server in a process and a data folder of its own, pinned to its core. */
export interface ServerProcess {
  readonly dataDir: string;
  /** Of the process that runs now. */
  target(): Target;
  /** SIGKILL; the folder stays. */
  kill(): Promise<void>;
  /** SIGKILL if it runs, then a start on the same folder; resolves when it accepts connections. */
  restart(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  close(): Promise<void>;
}

const startDeadlineMs = 30_000;
const saysItIsReady = /is ready: http|running at/;

export async function startServer(spec: ServerSpec, nodeOptions: readonly string[] = []): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ecritoire-bench-'));
  const port = await freePort();
  const launch = () => launchServer(spec, port, dataDir, nodeOptions);
  let child = await launch();
  const forget = alsoAtExit(() => {
    child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return {
    dataDir,
    target: () => ({ port, pid: child.pid ?? 0, dialect: spec.dialect, path: spec.path }),
    kill,
    async restart() {
      await kill();
      child = await launch();
    },
    signal: (signal) => child.kill(signal),
    async close() {
      await kill();
      rmSync(dataDir, { recursive: true, force: true });
      forget();
    },
  };
}

async function launchServer(
  spec: ServerSpec,
  port: number,
  dataDir: string,
  nodeOptions: readonly string[],
): Promise<ChildProcess> {
  const [program, ...options] = onCore(serverCore, [process.execPath, ...nodeOptions, spec.script]);
  const child = spawn(program, options, {
    // Only what it needs: a setting in the shell must not change what is measured.
    env: { PATH: process.env['PATH'], ...spec.environment(port, dataDir) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ready = Promise.withResolvers<void>();
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on('line', (line) => {
      said.push(line);
      // Only the end is of interest; but the pipes must be read to the last, or the server would block on them.
      if (said.length > 100) said.shift();
      if (saysItIsReady.test(line)) ready.resolve();
    });
  const fail = (what: string) => ready.reject(new Error(`${spec.name} ${what}:\n${said.join('\n')}`));
  child.once('exit', (code) => fail(`ended with ${code}`));
  const deadline = setTimeout(() => fail('did not become ready'), startDeadlineMs);
  try {
    await ready.promise;
    return child;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port');
  return address.port;
}
