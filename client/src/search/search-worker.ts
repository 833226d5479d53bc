import type { SearchBreakdown, SearchReply, SearchRequest } from './search.ts';
import { openSearchEngine } from './search-engine.ts';

// The other end of `openSearch`: one engine for the life of the thread, which what it cannot go on after ends.
const say = (message: SearchReply | SearchBreakdown) => postMessage(message);

function breakDown(error: unknown): void {
  console.warn('Search begins anew', error);
  say({ type: 'broken' });
}

const engine = openSearchEngine({
  reply: say,
  broken: breakDown,
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
});

addEventListener('message', ({ data }: MessageEvent<SearchRequest>) => {
  engine.then((opened) => opened.receive(data)).catch(breakDown);
});
