import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findStrace } from '../support/find-strace.ts';
import { type Relay, type RelayOutput, startRelay } from '../support/relay.ts';
import { readTrace, type TracedEvent, tracedCalls } from './system-calls.ts';

/** The files of a folder, by name. */
export type FolderContent = ReadonlyMap<string, Buffer>;

/** What a relay did to its data folder and told its peers, in one order. */
export interface Recording {
  /** The folder before the relay started. */
  readonly initial: FolderContent;
  readonly events: readonly TracedEvent[];
  readonly output: RelayOutput;
}

export interface RecordingOptions {
  readonly dataDir: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Further arguments of strace, such as faults to inject. */
  readonly faults?: readonly string[];
}

/** Runs a relay under strace while `work` works with it, then kills it, unless it ended by itself. */
export async function record(options: RecordingOptions, work: (relay: Relay) => Promise<void>): Promise<Recording> {
  const { dataDir, port = 0, environment = {}, faults = [] } = options;
  const folder = await mkdtemp(join(tmpdir(), 'ecritoire-trace-'));
  const trace = join(folder, 'trace');
  const tracer = [...tracing(), `--output=${trace}`, ...tracedCalls, ...faults];
  const initial = await readFolder(dataDir);
  try {
    const relay = await startRelay({ dataDir, port, environment, tracer });
    try {
      await work(relay);
    } finally {
      // The tracer holds the relay's output open to its own end, so this waits for the last line of the trace too.
      await relay.close();
    }
    return { initial, events: readTrace(await readFile(trace, 'latin1'), dataDir), output: relay.output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The beginning of a command line that traces the program that follows, threads included, without being its parent. */
export const tracing = (): string[] => [findStrace(), '--daemonize', '--follow-forks', '--quiet=all'];

export async function readFolder(folder: string): Promise<FolderContent> {
  const names = await readdir(folder);
  return new Map(
    await Promise.all(names.map(async (name) => [join(folder, name), await readFile(join(folder, name))] as const)),
  );
}
