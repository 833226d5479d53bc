import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchResults } from '../../search/search.ts';
import { useLibrary } from '../library-context.ts';
import { useSearch } from '../search-context.ts';
import { answerQuestion } from './answer-question.ts';

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
      const readEntries = () => library.getSnapshot().entries;
      const results = await answerQuestion(text, search, readEntries, i18n.language);
      if (isCurrent) setAnswered({ text, results });
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
