import type { DocumentId } from '@ecritoire/shared';
import type { Visit } from '../../document/convergence/visit-document.ts';
import type { Description } from '../../library/follow-document.ts';
import type { Standing } from '../../storage/standing.ts';

export type VisitorRequest =
  | { readonly type: 'survey'; readonly ids: readonly DocumentId[] }
  | { readonly type: 'visit'; readonly id: DocumentId };

/**
 * Looks after documents in a thread of its own, so that nobody who types waits for reading and merging them. The thread
 * begins with the first request.
 */
export interface Visitor {
  /** Rejects when the thread could not be started: its file is gone, or the browser has none. */
  survey(ids: readonly DocumentId[]): Promise<readonly Standing[]>;
  /** Never rejects. */
  visit(id: DocumentId): Promise<Visit<Description>>;
  /** Ends the thread, and frees its memory, unless it is asked again within a moment. */
  rest(): void;
}

interface Thread {
  readonly worker: Worker;
  /** Rejects when it never came to life. */
  readonly lost: Promise<never>;
}

/** Long enough for it to tell the other threads what it has stored. */
const restAfterMs = 2_000;

export function openVisitor(): Visitor {
  let thread: Thread | undefined;
  let resting: ReturnType<typeof setTimeout> | undefined;

  function start(): Thread {
    const worker = new Worker(new URL('./convergence-worker.ts', import.meta.url), { type: 'module' });
    const { promise: lost, reject } = Promise.withResolvers<never>();
    lost.catch(() => undefined);
    worker.addEventListener('error', ({ message, filename, lineno }) => {
      thread = undefined;
      worker.terminate();
      reject(new Error(`The thread that looks after documents has failed: ${message} (${filename}:${lineno})`));
    });
    return { worker, lost };
  }

  function ask<Answer>(request: VisitorRequest): Promise<Answer> {
    clearTimeout(resting);
    thread ??= start();
    const { port1, port2 } = new MessageChannel();
    const answer = new Promise<Answer>((resolve) => {
      port1.onmessage = ({ data }: MessageEvent<Answer>) => {
        port1.close();
        resolve(data);
      };
    });
    thread.worker.postMessage(request, [port2]);
    return Promise.race([answer, thread.lost]);
  }

  return {
    survey: (ids) => ask<readonly Standing[]>({ type: 'survey', ids }),
    visit: (id) =>
      ask<Visit<Description>>({ type: 'visit', id }).catch((error: unknown) => {
        console.warn(error);
        return { outcome: { name: 'skipped', reason: 'defect' }, arrived: undefined };
      }),
    rest() {
      clearTimeout(resting);
      resting = setTimeout(() => {
        thread?.worker.terminate();
        thread = undefined;
      }, restAfterMs);
    },
  };
}
