import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { err, ok, type Result } from '@ecritoire/shared';

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
  /** What the running process said, and whether it still runs. */
  readonly output: RelayOutput;
  /** As a power cut would, as far as a process can: SIGKILL. */
  kill(): Promise<void>;
  /** Asks politely, SIGTERM; resolves to the exit code, `null` when it did not end by itself. */
  stop(): Promise<number | null>;
  /** Sends a signal and waits for nothing. */
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the running process ends by itself: to the exit code, `null` when a signal ended it. */
  ended(): Promise<number | null>;
  /** Starts again on the same port and folder; kills what runs. */
  restart(): Promise<void>;
  /** Ends the process and removes the folder it was given by `startRelay`; a folder of the caller's stays. */
  close(): Promise<void>;
}

/** Everything that a relay process wrote so far. */
export interface RelayOutput {
  /** Log lines and the ready line. */
  readonly stdout: string;
  /** What an administrator must know: the reasons of an end. */
  readonly stderr: string;
}

export interface RelayOptions {
  /** An existing folder, which outlives the relay; a new one when left out. */
  readonly dataDir?: string;
  /** A free one when left out. */
  readonly port?: number;
  /** Added to the few variables that the relay is given. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A program and its arguments that run the relay's own command line, as `strace` does, in the relay's process. */
  readonly tracer?: readonly string[];
}

/** A relay that ended before it was ready. */
export interface RefusedStart extends RelayOutput {
  readonly code: number | null;
}

/** Throws, with what the relay said, when it does not start. */
export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const started = await tryStartRelay(options);
  if (started.ok) return started.value;
  throw new Error(`The relay ended with ${started.error.code}:\n${started.error.stdout}${started.error.stderr}`);
}

/** For a relay that may rightly refuse to start; throws only when it neither starts nor ends. */
export async function tryStartRelay(options: RelayOptions = {}): Promise<Result<Relay, RefusedStart>> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'ecritoire-relay-')));
  const first = await launch(dataDir, options.port ?? 0, options);
  return first.ok ? ok(runningRelay(first.value, dataDir, options)) : first;
}

function runningRelay(first: Running, dataDir: string, options: RelayOptions): Relay {
  let running = first;
  const { port } = first;

  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    running.child.kill(signal);
    return running.ended;
  };

  return {
    port,
    get pid() {
      return running.child.pid ?? 0;
    },
    url: `http://127.0.0.1:${port}`,
    syncUrl: `ws://127.0.0.1:${port}/sync`,
    dataDir,
    get output() {
      return running.output;
    },
    async kill() {
      await end('SIGKILL');
    },
    stop: () => end('SIGTERM'),
    signal(signal) {
      running.child.kill(signal);
    },
    ended: () => running.ended,
    async restart() {
      await end('SIGKILL');
      const again = await launch(dataDir, port, options);
      if (!again.ok) throw new Error(`The relay ended with ${again.error.code}:\n${again.error.stderr}`);
      running = again.value;
    },
    async close() {
      await end('SIGKILL');
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly output: RelayOutput;
  readonly ended: Promise<number | null>;
}

// A test that is cut short leaves no relay behind.
const children = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

async function launch(dataDir: string, port: number, options: RelayOptions): Promise<Result<Running, RefusedStart>> {
  const { tracer = [], environment = {} } = options;
  const [program = process.execPath, ...args] = [...tracer, process.execPath, main];
  const child = spawn(program, args, {
    // Only what it needs: a setting in the shell of whoever runs the tests must not change them.
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const output = { stdout: '', stderr: '' };
  const ready = Promise.withResolvers<number>();
  // The pipes must be read to the last, or the relay would block on them.
  child.stderr.on('data', (chunk: Buffer) => {
    output.stderr += chunk;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    output.stdout += chunk;
    const address = /is ready: http:\/\/\S+:(\d+)/.exec(output.stdout);
    if (address !== null) ready.resolve(Number(address[1]));
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const deadline = setTimeout(() => {
    ready.reject(new Error(`The relay did not become ready:\n${output.stdout}${output.stderr}`));
  }, startDeadlineMs);
  try {
    const started = await Promise.race([ready.promise, ended.then((code) => ({ code }))]);
    return typeof started === 'number'
      ? ok({ child, port: started, output, ended })
      : err({ code: started.code, ...output });
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(deadline);
  }
}
