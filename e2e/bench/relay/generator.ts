import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { alsoAtExit } from './at-exit.ts';
import { generatorCore, inBackground, onCore } from './cores.ts';
import type { Loads } from './load/loads.ts';

type Options<K extends keyof Loads> = Parameters<Loads[K]>[0];
type Figures<K extends keyof Loads> = Loads[K] extends (options: never) => Promise<infer F> ? F : never;

/** The process that makes the load, on a core of its own. */
export interface Generator {
  /** One at a time. Throws what went wrong there, and when it takes longer than `deadlineMs`. */
  run<K extends keyof Loads>(load: K, options: Options<K>, deadlineMs?: number): Promise<Figures<K>>;
  close(): Promise<void>;
}

type Reply<K extends keyof Loads> =
  | { readonly figures: Figures<K>; readonly failure?: undefined }
  | { readonly failure: string };

const script = new URL('./load/main.ts', import.meta.url).pathname;
const usualDeadlineMs = 300_000;

/** In the `background` it takes only what the other processes of its core leave. */
export async function startGenerator(priority: 'usual' | 'background' = 'usual'): Promise<Generator> {
  const pinned = onCore(generatorCore, [process.execPath, script]);
  const [program, ...options] = priority === 'usual' ? pinned : inBackground(pinned);
  const child = spawn(program, options, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // Not as JSON, which has no word for a share of nothing.
    serialization: 'advanced',
  });
  const forget = alsoAtExit(() => child.kill('SIGKILL'));
  const ended = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`The load generator ended with ${code}`);
  });
  ended.catch(() => undefined);

  async function reply<K extends keyof Loads>(deadlineMs: number): Promise<Reply<K>> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const replied = once(child, 'message', { signal: deadline });
    // What comes is what `load/main.ts` sends, for the load that was asked for.
    return (await Promise.race([replied, ended]))[0] as Reply<K>;
  }

  async function run<K extends keyof Loads>(
    load: K,
    order: Options<K>,
    deadlineMs = usualDeadlineMs,
  ): Promise<Figures<K>> {
    const answer = reply<K>(deadlineMs);
    child.send({ load, options: order });
    const said = await answer;
    if (said.failure !== undefined) throw new Error(said.failure);
    return said.figures;
  }

  await reply(usualDeadlineMs);
  return {
    run,
    async close() {
      child.kill('SIGKILL');
      await ended.catch(() => undefined);
      forget();
    },
  };
}
