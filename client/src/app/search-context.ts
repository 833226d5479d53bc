import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Library } from '../library/library.ts';
import { openSearch } from '../search/open-search.ts';
import type { Search, SearchState } from '../search/search.ts';
import { startSearchThread } from '../search/search-thread.ts';

/** One of all windows gathers words; where the browser has no locks, each of them does. */
const lockName = 'ecritoire:search';

/** Gathering begins when the page has long been drawn. */
const gatherAfterMs = 2_000;

/** The page's own search over the documents of its list. */
export function openLibrarySearch(library: Library): Search {
  return openSearch({
    list: {
      read() {
        const { phase, entries } = library.getSnapshot();
        return phase === 'ready' ? entries.map(({ id, changedAt }) => ({ id, changedAt })) : undefined;
      },
      subscribe: library.subscribe,
    },
    startThread: startSearchThread,
    becomeGatherer: (elected) =>
      setTimeout(() => {
        const locks: LockManager | undefined = navigator.locks;
        if (locks === undefined) elected();
        else void locks.request(lockName, () => untilThePageEnds(elected));
      }, gatherAfterMs),
  });
}

function untilThePageEnds(elected: () => void): Promise<never> {
  elected();
  return new Promise(() => undefined);
}

/** Search, opened once by the page. */
export const SearchContext = createContext<Search | undefined>(undefined);

export function useSearch(): Search {
  const search = useContext(SearchContext);
  if (search === undefined) throw new Error('No search around this component');
  return search;
}

/** How far search has come. */
export function useSearchState(): SearchState {
  const search = useSearch();
  return useSyncExternalStore(search.subscribe, search.getState);
}
