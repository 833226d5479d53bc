import type { SearchThread, SearchThreadEvents } from './open-search.ts';
import type { SearchReply } from './search.ts';

/** Starts a thread of the browser that runs `search-worker.ts`. */
export function startSearchThread(events: SearchThreadEvents): SearchThread {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  worker.addEventListener('message', ({ data }: MessageEvent<SearchReply>) => events.replied(data));
  worker.addEventListener('error', () => {
    worker.terminate();
    events.failed();
  });
  return { post: (request) => worker.postMessage(request) };
}
