import { err, ok, type Result } from '@ecritoire/shared';
import { createMatcher, type FindQuery, type Matcher, type Span } from './find-query.ts';

/** Looks through texts, a handful at a time. */
export interface MatchReader {
  /** The spans of each text. Never holds the page up for long. */
  read(texts: readonly string[]): Promise<Found>;
  /** The same for one text, at once; nothing where that may take for ever. */
  readonly readNow: Matcher | undefined;
  close(): void;
}

/** The part of a `Worker` that is used here. */
export type PatternThread = Pick<Worker, 'postMessage' | 'terminate' | 'addEventListener'>;

/** What goes to the thread first; then come the texts. */
export type PatternRequest = { readonly query: FindQuery } | { readonly texts: readonly string[] };

const startWorker = (): PatternThread =>
  new Worker(new URL('./pattern-worker.ts', import.meta.url), { type: 'module' });

/** Far longer than an expression takes that will come to an end. */
const longestReadMs = 2_000;

/**
 * A reader for what is looked for. A regular expression may try more ways than there are seconds, and cannot be stopped:
 * it runs in a thread of its own, which can.
 */
export function openMatchReader(query: FindQuery, startThread = startWorker): Result<MatchReader, 'unreadable'> {
  const matcher = createMatcher(query);
  if (!matcher.ok) return matcher;
  const { value: match } = matcher;
  if (query.isPattern && query.text !== '') return ok(openThreadReader(query, startThread()));
  return ok({ readNow: match, read: async (texts) => ok(texts.map(match)), close: () => undefined });
}

/** `no-thread`: the browser could not fetch or start it. */
type ReadProblem = 'too-slow' | 'no-thread';
type Found = Result<readonly (readonly Span[])[], ReadProblem>;

function openThreadReader(query: FindQuery, thread: PatternThread): MatchReader {
  let answer: ((found: Found) => void) | undefined;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  let isReady = false;
  let ended: ReadProblem | undefined;
  const settle = (found: Found) => {
    clearTimeout(deadline);
    answer?.(found);
    answer = undefined;
  };
  const end = (problem: ReadProblem) => {
    ended ??= problem;
    thread.terminate();
    settle(err(ended));
  };
  // How long a thread takes to start says nothing about the expression.
  const planDeadline = () => {
    if (isReady && answer !== undefined) deadline = setTimeout(end, longestReadMs, 'too-slow');
  };
  thread.addEventListener('message', (event) => {
    if (!(event instanceof MessageEvent)) return;
    if (event.data !== 'ready') {
      settle(ok(event.data));
      return;
    }
    isReady = true;
    planDeadline();
  });
  thread.addEventListener('error', () => end('no-thread'));
  const ask = (request: PatternRequest) => thread.postMessage(request);
  ask({ query });
  return {
    readNow: undefined,
    read: (texts) =>
      new Promise((resolve) => {
        if (ended !== undefined) {
          resolve(err(ended));
          return;
        }
        answer = resolve;
        planDeadline();
        ask({ texts });
      }),
    close: () => end('no-thread'),
  };
}
