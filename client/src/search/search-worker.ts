import type { SearchReply, SearchRequest } from './search.ts';
import { openSearchEngine } from './search-engine.ts';

// The other end of `openSearch`: one engine for the life of the thread.
const reply = (message: SearchReply) => postMessage(message);
const engine = openSearchEngine({
  reply,
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  engine
    .then((opened) => opened.receive(data))
    .catch((error: unknown) => {
      console.warn('Search cannot work here', error);
      reply({ type: 'unavailable', number: data.type === 'call' ? data.number : undefined });
    });
});
