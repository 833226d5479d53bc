import type { SearchRequest } from './search.ts';
import { openSearchEngine } from './search-engine.ts';

// The other end of `openSearch`: one engine for the life of the thread, which what it cannot go on after ends.
const engine = openSearchEngine({
  reply: (message) => postMessage(message),
  broken: reportError,
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  engine.then((opened) => opened.receive(data)).catch(reportError);
});
