import { err, ok, type Result } from '@ecritoire/shared';
import type { FileTasks } from './file-tasks.ts';

/** A task by its name, with what it needs, as it goes to the thread. */
export type TaskCall = { [Name in keyof FileTasks]: [Name, ...Parameters<FileTasks[Name]>] }[keyof FileTasks];

type Outcome<Name extends keyof FileTasks> = Awaited<ReturnType<FileTasks[Name]>>;

/** Files are read, checked and merged in a thread of their own, which may be lost without anybody's words. */
export interface FileWork {
  /**
   * One task at a time. `gave-up`: it took too long or too much memory, and its thread was ended; what it has not stored
   * whole is not stored. The next task gets a new thread.
   */
  run<Name extends keyof FileTasks>(
    name: Name,
    ...what: Parameters<FileTasks[Name]>
  ): Promise<Result<Outcome<Name>, 'gave-up'>>;
  close(): void;
}

type FileThread = Pick<Worker, 'onmessage' | 'onerror' | 'postMessage' | 'terminate'>;

/** A document of 500 pages takes a tenth of a second; a slow device with all of its storage busy, a few. */
const taskMs = 30_000;

export function startFileWork(
  startThread: () => FileThread = () => new Worker(new URL('./files-worker.ts', import.meta.url), { type: 'module' }),
): FileWork {
  let thread: FileThread | undefined;
  const end = () => {
    thread?.terminate();
    thread = undefined;
  };
  return {
    run<Name extends keyof FileTasks>(name: Name, ...what: Parameters<FileTasks[Name]>) {
      thread ??= startThread();
      const { promise, resolve } = Promise.withResolvers<Result<Outcome<Name>, 'gave-up'>>();
      const giveUp = () => {
        end();
        resolve(err('gave-up'));
      };
      const deadline = setTimeout(giveUp, taskMs);
      thread.onmessage = ({ data }: MessageEvent<Outcome<Name>>) => {
        clearTimeout(deadline);
        resolve(ok(data));
      };
      thread.onerror = () => {
        clearTimeout(deadline);
        giveUp();
      };
      thread.postMessage([name, ...what]);
      return promise;
    },
    close: end,
  };
}
