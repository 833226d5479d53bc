import { Worker } from 'node:worker_threads';
import { err, type Result } from '@ecritoire/shared';
import type { Compacted } from './reencode.ts';

/** Compacts documents in a thread of its own, one at a time, within bounds of time and memory. */
export type Compactor = {
  /** The bytes of the parts are handed over. The error says why not now: time, memory, or bytes that are no update. */
  compact(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Result<Compacted, string>>;
  /** What is being compacted ends with an error. */
  dispose(): Promise<void>;
};

export type CompactorLimits = {
  /** A document that takes longer is left as it is: loading may take minutes where much was deleted (yjs#541). */
  readonly timeoutMs: number;
  readonly maxHeapMb: number;
  /** The thread ends when nothing came for so long. */
  readonly idleMs: number;
};

export const compactorLimits: CompactorLimits = { timeoutMs: 30_000, maxHeapMb: 768, idleMs: 30_000 };

type Outcome = Result<Compacted, string>;
type Thread = {
  ask(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Outcome>;
  hasDied(): boolean;
  end(reason: string): Promise<void>;
};

export function createCompactor({ timeoutMs, maxHeapMb, idleMs }: CompactorLimits = compactorLimits): Compactor {
  let thread: Thread | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let isDisposed = false;
  let idleTimer: NodeJS.Timeout | undefined;

  async function end(reason: string): Promise<void> {
    const ended = thread;
    thread = undefined;
    await ended?.end(reason);
  }

  async function compactNow(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Outcome> {
    if (isDisposed) return err('the log is closed');
    const worker = thread ?? startThread(maxHeapMb);
    thread = worker;
    const timer = setTimeout(() => void end(`it took longer than ${timeoutMs} ms`), timeoutMs);
    const outcome = await worker.ask(parts);
    if (worker.hasDied() && thread === worker) thread = undefined;
    clearTimeout(timer);
    idleTimer = setTimeout(() => void end('nothing came'), idleMs).unref();
    return outcome;
  }

  return {
    compact(parts) {
      const turn = queue.then(() => {
        clearTimeout(idleTimer);
        return compactNow(parts);
      });
      queue = turn;
      return turn;
    },
    async dispose() {
      isDisposed = true;
      clearTimeout(idleTimer);
      await end('the log is closed');
    },
  };
}

/** A thread that answers one question at a time. */
function startThread(maxHeapMb: number): Thread {
  const worker = new Worker(new URL('./compaction-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
  });
  // A relay that stops does not wait for it.
  worker.unref();
  let asked: PromiseWithResolvers<Outcome> | undefined;
  let isDead = false;

  function died(reason: string): void {
    isDead = true;
    asked?.resolve(err(reason));
  }

  worker.on('message', (outcome: Outcome) => asked?.resolve(outcome));
  worker.on('error', (error: Error) => died(error.message));
  worker.on('exit', () => died('its thread ended'));
  return {
    ask(parts) {
      asked = Promise.withResolvers<Outcome>();
      worker.postMessage(
        parts,
        parts.map(({ buffer }) => buffer),
      );
      return asked.promise;
    },
    hasDied: () => isDead,
    async end(reason) {
      asked?.resolve(err(reason));
      await worker.terminate();
    },
  };
}
