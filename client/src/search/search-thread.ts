import type { SearchThread, SearchThreadEvents } from './open-search.ts';
import type { SearchBreakdown, SearchReply } from './search.ts';

/** Starts a thread of the browser that runs `search-worker.ts`. */
export function startSearchThread(events: SearchThreadEvents): SearchThread {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  const listening = new AbortController();
  const end = () => {
    // What it still had to say is nobody's any more.
    listening.abort();
    worker.terminate();
    events.failed();
  };
  const hear = ({ data }: MessageEvent<SearchReply | SearchBreakdown>) => {
    if (data.type === 'broken') end();
    else events.replied(data);
  };
  worker.addEventListener('message', hear, listening);
  worker.addEventListener('error', end, listening);
  return { post: (request) => worker.postMessage(request) };
}
