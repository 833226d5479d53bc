import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSearch, type SearchThreadEvents } from './open-search.ts';
import type { SearchRequest } from './search.ts';
import { idOf } from './test-search.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A page whose threads do nothing by themselves. */
function openPage() {
  const threads: { readonly events: SearchThreadEvents; readonly posted: SearchRequest[] }[] = [];
  let elected: () => void = () => undefined;
  const search = openSearch({
    list: { read: () => [{ id: idOf(1), changedAt: 1 }], subscribe: () => () => undefined },
    startThread(events) {
      const posted: SearchRequest[] = [];
      threads.push({ events, posted });
      return { post: (request) => void posted.push(request) };
    },
    becomeGatherer: (callback) => {
      elected = callback;
    },
  });
  return {
    search,
    threads,
    becomesGatherer: () => elected(),
    typesPosted: () => threads.map(({ posted }) => posted.map(({ type }) => type)),
  };
}

const answerTo = (request: SearchRequest | undefined) =>
  ({
    type: 'answer',
    number: request?.type === 'call' ? request.number : 0,
    answer: { name: 'linksTo', links: [] },
  }) as const;

describe('a thread of search that breaks down', () => {
  it('[Q8] leaves no question without an answer, and says so', async () => {
    const { search, threads } = openPage();
    const asked = [search.query('mot'), search.linksTo(idOf(1))] as const;
    threads[0]?.events.failed();
    expect(await asked[0]).toMatchObject({ count: 0, found: [] });
    expect(await asked[1]).toEqual([]);
    expect(search.getState().phase).toBe('unavailable');
  });

  it('[Q8] is replaced by the next question, which has the whole list and is answered', async () => {
    const { search, threads, typesPosted } = openPage();
    search.prepare();
    threads[0]?.events.failed();
    const asked = search.linksTo(idOf(1));
    expect(typesPosted()).toEqual([
      ['listed', 'prepare'],
      ['listed', 'call'],
    ]);
    threads[1]?.events.replied({ type: 'state', state: { phase: 'ready', readCount: 1, listedCount: 1, revision: 1 } });
    threads[1]?.events.replied(answerTo(threads[1].posted.at(-1)));
    expect(await asked).toEqual([]);
    expect(search.getState().phase).toBe('ready');
  });

  it('[Q8] is replaced by itself, ever more seldom, where it gathered words for all windows', () => {
    const { threads, becomesGatherer, typesPosted } = openPage();
    becomesGatherer();
    threads[0]?.events.failed();
    vi.advanceTimersByTime(60_000);
    expect(typesPosted()).toEqual([
      ['listed', 'gather'],
      ['listed', 'gather'],
    ]);
    threads[1]?.events.failed();
    vi.advanceTimersByTime(60_000);
    expect(threads).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(threads).toHaveLength(3);
  });

  it('[Q8] is replaced once, whoever comes first', () => {
    const { search, threads, becomesGatherer } = openPage();
    becomesGatherer();
    threads[0]?.events.failed();
    search.prepare();
    vi.advanceTimersByTime(600_000);
    expect(threads).toHaveLength(2);
  });
});
