import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../library/entries.ts';
import type { SearchResults } from '../../search/search.ts';
import { useLibrary } from '../library-context.ts';
import { filterEntries } from '../library-page/filter-entries.ts';
import { useSearch } from '../search-context.ts';

export interface Answered {
  /** The question that these are the answer to; what is typed may be further. */
  readonly text: string;
  readonly results: SearchResults;
}

/** The answer to what is being typed, kept up to date; `undefined` while nothing is asked, or not yet answered. */
export function useSearchResults(text: string): Answered | undefined {
  const search = useSearch();
  const library = useLibrary();
  const { i18n } = useTranslation();
  const [answered, setAnswered] = useState<Answered>();
  const isAsked = text.trim() !== '';
  useEffect(() => {
    if (!isAsked) return;
    let askedAt = -1;
    let isCurrent = true;
    const ask = async () => {
      askedAt = search.getState().revision;
      const results = await search.query(text);
      const { phase } = search.getState();
      const shown = phase === 'unavailable' ? inTitles(library.getSnapshot().entries, text, i18n.language) : results;
      if (isCurrent) setAnswered({ text, results: shown });
    };
    void ask();
    const stop = search.subscribe(() => {
      if (search.getState().revision !== askedAt) void ask();
    });
    return () => {
      isCurrent = false;
      stop();
    };
  }, [search, library, text, isAsked, i18n.language]);
  return isAsked ? answered : undefined;
}

/** Where search has no storage: what the list itself knows. */
function inTitles(entries: readonly LibraryEntry[], text: string, language: string): SearchResults {
  const found = filterEntries(entries, text, language);
  return {
    count: found.length,
    isExact: true,
    found: found.slice(0, 30).map(({ id, title, excerpt }) => ({
      id,
      title: [{ text: title, isFound: false }],
      passage: { blockId: '', offset: 0, parts: [{ text: excerpt, isFound: false }] },
    })),
  };
}
