import type { LibraryEntry } from '../../library/entries.ts';
import type { Search, SearchResults } from '../../search/search.ts';
import { filterEntries } from '../library-page/filter-entries.ts';

/** As many as search shows. */
const mostResults = 30;

/** What search finds; where it is unavailable, what the titles of the list say. `language` is the interface's. */
export async function answerQuestion(
  text: string,
  search: Pick<Search, 'query' | 'getState'>,
  readEntries: () => readonly LibraryEntry[],
  language: string,
): Promise<SearchResults> {
  const results = await search.query(text);
  return search.getState().phase === 'unavailable' ? findInTitles(readEntries(), text, language) : results;
}

function findInTitles(entries: readonly LibraryEntry[], text: string, language: string): SearchResults {
  const found = filterEntries(entries, text, language);
  return {
    count: found.length,
    isExact: true,
    found: found.slice(0, mostResults).map(({ id, title, excerpt }) => ({
      id,
      title: [{ text: title, isFound: false }],
      passage: { blockId: '', offset: 0, parts: [{ text: excerpt, isFound: false }] },
    })),
  };
}
