import { FileText, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ResultFound } from '../../search/search.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLibraryEntry } from '../library-context.ts';
import { documentPath } from '../routes.ts';
import { useSearch } from '../search-context.ts';
import { PassageText } from './PassageText.tsx';
import { useIsPaletteOpen } from './palette-state.ts';
import { SearchStatus } from './SearchStatus.tsx';
import { stateOfResult } from './state-of-result.ts';
import { useSearchResults } from './use-search-results.ts';
import { WhereAndWhen } from './WhereAndWhen.tsx';
import './library-search.css';

/** The field above the list of documents: what is found by its title or its text stands in place of the list. */
export function LibrarySearch({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const search = useSearch();
  const [text, setText] = useState('');
  const answered = useSearchResults(text);
  const isBehindPalette = useIsPaletteOpen();
  const clear = () => setText('');
  return (
    <>
      <TextField
        label={t('search.label')}
        isLabelHidden
        placeholder={t('search.placeholder')}
        icon={<Search className="icon" aria-hidden />}
        value={text}
        onChange={setText}
        onFocus={search.prepare}
        type="search"
        {...(!isBehindPalette && { inputTestId: 'search' })}
      />
      {answered === undefined ? (
        children
      ) : (
        <section className="library-search" aria-label={t('search.results')}>
          <SearchStatus text={answered.text} answered={answered} />
          <ul data-testid="document-list">
            {answered.results.found.map((result) => (
              <ResultRow key={result.id} result={result} />
            ))}
          </ul>
          {answered.results.count === 0 && <Button onPress={clear}>{t('search.clear')}</Button>}
        </section>
      )}
    </>
  );
}

function ResultRow({ result }: { readonly result: ResultFound }) {
  const { t } = useTranslation();
  const entry = useLibraryEntry(result.id);
  return (
    <li className="library-search__row">
      <FileText className="icon" aria-hidden />
      <div className="library-search__text">
        <Link
          href={documentPath(result.id)}
          state={stateOfResult(result.passage)}
          className="library-search__title"
          data-testid="document-link"
        >
          {result.title.length === 0 ? t('common.untitled') : <PassageText parts={result.title} />}
        </Link>
        {result.passage !== undefined && (
          <p className="library-search__passage">
            <PassageText parts={result.passage.parts} />
          </p>
        )}
      </div>
      {entry !== undefined && <WhereAndWhen folderId={entry.folderId} changedAt={entry.changedAt} />}
    </li>
  );
}
