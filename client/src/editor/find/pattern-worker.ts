import { createMatcher, type Matcher } from './find-query.ts';
import type { PatternRequest } from './match-reader.ts';

let match: Matcher | undefined;

// The other end of `openMatchReader`: first what to look for, then texts, each answered with where it is.
addEventListener('message', ({ data }: MessageEvent<PatternRequest>) => {
  if ('texts' in data) {
    postMessage(data.texts.map((text) => match?.(text) ?? []));
    return;
  }
  const matcher = createMatcher(data.query);
  match = matcher.ok ? matcher.value : undefined;
  postMessage('ready');
});
