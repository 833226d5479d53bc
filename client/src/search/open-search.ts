import { createStore } from 'zustand/vanilla';
import type { ListedDocument } from './gatherer.ts';
import type {
  Search,
  SearchAnswer,
  SearchCall,
  SearchReply,
  SearchRequest,
  SearchResults,
  SearchState,
} from './search.ts';

/** The person's list of documents, as far as search follows it. */
export interface FollowedList {
  /** `undefined` until the list is known. */
  read(): readonly ListedDocument[] | undefined;
  subscribe(listener: () => void): () => void;
}

/** A thread that runs `search-worker.ts`. */
export interface SearchThread {
  post(request: SearchRequest): void;
}

export interface SearchThreadEvents {
  replied(reply: SearchReply): void;
  /** It could not be started, or broke down. */
  failed(): void;
}

export interface SearchOptions {
  readonly list: FollowedList;
  readonly startThread: (events: SearchThreadEvents) => SearchThread;
  /** Calls back, at once or one day, when this page is the one of all windows that gathers words. */
  readonly becomeGatherer: (elected: () => void) => void;
}

/** A thread that gathers and breaks down is replaced after this; each further time after twice as long, up to an hour. */
const replacedAfterMs = 60_000;
const mostDoublings = 6;

/** Changes of the list come with every pause in typing; search is in no such hurry. */
const listEveryMs = 1_000;

const nothingFound: SearchResults = { count: 0, isExact: true, found: [] };

/** Search in a thread of its own, which is started when this page is to gather words, or first asked something. */
export function openSearch(options: SearchOptions): Search {
  const state = createStore<SearchState>(() => ({ phase: 'starting', readCount: 0, listedCount: 0, revision: 0 }));
  const waiting = new Map<number, (answer: SearchAnswer | undefined) => void>();
  let thread: SearchThread | undefined;
  let isGatherer = false;
  let callCount = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const settle = (number: number, answer: SearchAnswer | undefined) => {
    waiting.get(number)?.(answer);
    waiting.delete(number);
  };
  const fail = () => {
    thread = undefined;
    state.setState({ phase: 'unavailable' });
    for (const number of [...waiting.keys()]) settle(number, undefined);
    if (isGatherer) setTimeout(started, replacedAfterMs * 2 ** Math.min(failures, mostDoublings));
    failures += 1;
  };

  function heard(reply: SearchReply): void {
    switch (reply.type) {
      case 'state':
        state.setState(reply.state);
        return;
      case 'answer':
        settle(reply.number, reply.answer);
    }
  }

  function started(): SearchThread {
    if (thread !== undefined) return thread;
    thread = options.startThread({ replied: heard, failed: fail });
    sendList();
    if (isGatherer) thread.post({ type: 'gather' });
    return thread;
  }

  function sendList(): void {
    clearTimeout(timer);
    timer = undefined;
    const documents = options.list.read();
    if (documents !== undefined) thread?.post({ type: 'listed', documents });
  }

  options.list.subscribe(() => {
    if (thread !== undefined) timer ??= setTimeout(sendList, listEveryMs);
  });
  options.becomeGatherer(() => {
    isGatherer = true;
    if (thread === undefined) started();
    else thread.post({ type: 'gather' });
  });

  /** Asks the thread; `undefined` where search is unavailable. */
  function ask(call: SearchCall): Promise<SearchAnswer | undefined> {
    callCount += 1;
    const number = callCount;
    const { promise, resolve } = Promise.withResolvers<SearchAnswer | undefined>();
    waiting.set(number, resolve);
    started().post({ type: 'call', number, call });
    return promise;
  }

  return {
    getState: state.getState,
    subscribe: state.subscribe,
    prepare: () => started().post({ type: 'prepare' }),
    async query(text) {
      const answer = await ask({ name: 'query', text });
      return answer?.name === 'query' ? answer.results : nothingFound;
    },
    async linksTo(id) {
      const answer = await ask({ name: 'linksTo', id });
      return answer?.name === 'linksTo' ? answer.links : [];
    },
  };
}
