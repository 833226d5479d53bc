import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchState } from '../search-context.ts';
import type { Answered } from './use-search-results.ts';
import './search.css';

/** Nobody wants to hear of each letter. */
const spokenAfterMs = 600;

/** What became of the question, for eyes and ears: how many, whether they fit, and whether all has been read. */
export function SearchStatus({ text, answered }: { readonly text: string; readonly answered: Answered | undefined }) {
  const { t } = useTranslation();
  const { phase, readCount, listedCount } = useSearchState();
  const lines = [
    ...(answered === undefined ? [] : answerLines(answered)),
    ...(phase === 'reading' ? [t('search.reading', { read: readCount, total: listedCount })] : []),
    ...(phase === 'unavailable' ? [t('search.unavailable')] : []),
  ];

  function answerLines({ results: { count, found, isExact } }: Answered): string[] {
    if (count === 0) return [t('search.none', { text: text.trim() }), t('search.noneHint')];
    const counted =
      count > found.length ? t('search.firstOf', { shown: found.length, total: count }) : t('search.count', { count });
    return isExact ? [counted] : [t('search.similar'), counted];
  }

  return (
    <div className="search-status">
      {lines.length === 0 ? <p>{t('search.hint')}</p> : lines.map((line) => <p key={line}>{line}</p>)}
      <Spoken words={answered === undefined ? '' : lines.join(' ')} />
    </div>
  );
}

function Spoken({ words }: { readonly words: string }) {
  const [spoken, setSpoken] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(words), spokenAfterMs);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <p className="visually-hidden" role="status">
      {spoken}
    </p>
  );
}
