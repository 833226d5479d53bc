import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LinkFound } from '../../../search/search.ts';
import { type LinkSearch, watchLinks } from './watch-links.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function idOf(name: string): DocumentId {
  const id = name.padEnd(22, '_');
  if (!isDocumentId(id)) throw new Error(`No id: ${id}`);
  return id;
}

class TestSearch implements LinkSearch {
  asked = 0;
  links: readonly LinkFound[] = [];
  #revision = 0;
  readonly #listeners = new Set<() => void>();

  get listenerCount() {
    return this.#listeners.size;
  }

  gathers(...from: string[]): void {
    this.links = from.map((name) => ({ from: idOf(name), passage: { blockId: '', offset: 0, parts: [] } }));
    this.#revision += 1;
    for (const listener of this.#listeners) listener();
  }

  getState = () => ({ phase: 'ready' as const, readCount: 0, listedCount: 0, revision: this.#revision });

  subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  linksTo = () => {
    this.asked += 1;
    return Promise.resolve(this.links);
  };
}

const namesOf = (links: readonly LinkFound[]) => links.map(({ from }) => from.replace(/_+$/, ''));

it('[K9] asks a moment after the page has opened, and again when words were gathered, at a measure', async () => {
  const search = new TestSearch();
  const shown: string[][] = [];
  search.gathers('a');
  const stop = watchLinks(search, idOf('here'), (links) => shown.push(namesOf(links)));
  expect(search.asked).toBe(0);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown).toEqual([['a']]);
  for (let index = 0; index < 500; index += 1) {
    search.gathers('a', 'b');
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown.at(-1)).toEqual(['a', 'b']);
  expect(search.asked).toBeLessThan(10);
  stop();
  search.gathers('a', 'b', 'c');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown.at(-1)).toEqual(['a', 'b']);
  expect(search.listenerCount).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
});

it('[K9] shows what is known a quarter of a second after the page, and after a quiet while what is new at once', async () => {
  const search = new TestSearch();
  search.gathers('a');
  const shown: string[][] = [];
  const stop = watchLinks(search, idOf('here'), (links) => shown.push(namesOf(links)));
  await vi.advanceTimersByTimeAsync(250);
  expect(shown).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(5_000);
  search.gathers('a', 'b');
  await vi.advanceTimersByTimeAsync(0);
  expect(shown).toEqual([['a'], ['a', 'b']]);
  stop();
});

it('[K9] is told of what was gathered while it asked', async () => {
  const search = new TestSearch();
  let answer: (links: readonly LinkFound[]) => void = () => undefined;
  const later = new Promise<readonly LinkFound[]>((resolve) => {
    answer = resolve;
  });
  search.linksTo = vi.fn(search.linksTo).mockReturnValueOnce(later);
  const shown: string[][] = [];
  const stop = watchLinks(search, idOf('here'), (links) => shown.push(namesOf(links)));
  await vi.advanceTimersByTimeAsync(2_000);
  search.gathers('a');
  answer([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown).toEqual([[], ['a']]);
  stop();
});
