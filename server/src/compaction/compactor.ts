import { Worker } from 'node:worker_threads';
import { err, type Result } from '@ecritoire/shared';
import type { Compacted } from './reencode.ts';

/** Compacts documents in a thread of its own, one at a time, within bounds of time and memory. */
export type Compactor = {
  /** The bytes of the parts are handed over. The error says why it could not be done now: time, memory, or bytes that are no update. */
  compact(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Result<Compacted, string>>;
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

export function createCompactor({ timeoutMs, maxHeapMb, idleMs }: CompactorLimits = compactorLimits): Compactor {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let idleTimer: NodeJS.Timeout | undefined;

  function start(): Worker {
    const started = new Worker(new URL('./compaction-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    });
    started.unref();
    return started;
  }

  async function end(): Promise<void> {
    const ended = worker;
    worker = undefined;
    await ended?.terminate();
  }

  function compactNow(parts: readonly Uint8Array<ArrayBuffer>[]): Promise<Result<Compacted, string>> {
    clearTimeout(idleTimer);
    const thread = worker ?? start();
    worker = thread;
    return new Promise((resolve) => {
      const timer = setTimeout(() => giveUp(`it took longer than ${timeoutMs} ms`), timeoutMs);
      function settle(result: Result<Compacted, string>): void {
        clearTimeout(timer);
        thread.removeAllListeners();
        resolve(result);
      }
      function giveUp(reason: string): void {
        settle(err(reason));
        // What the thread may still say concerns nobody; an error of a thread that is ended neither.
        thread.on('error', () => undefined);
        void end();
      }
      thread.once('message', (result: Result<Compacted, string>) => {
        idleTimer = setTimeout(() => void end(), idleMs).unref();
        settle(result);
      });
      thread.once('error', (error: Error) => giveUp(error.message));
      thread.once('exit', () => giveUp('its thread ended'));
      thread.postMessage(
        parts,
        parts.map(({ buffer }) => buffer),
      );
    });
  }

  return {
    compact(parts) {
      const turn = queue.then(() => compactNow(parts));
      queue = turn;
      return turn;
    },
    async dispose() {
      clearTimeout(idleTimer);
      await end();
    },
  };
}
