import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../library/entries.ts';
import { Button } from '../../ui/Button.tsx';
import { useFolderPath } from '../folder-names.ts';
import { useLibrarySnapshot } from '../library-context.ts';
import type { Place } from '../places.ts';
import { DocumentRow } from './DocumentRow.tsx';

const step = 60;

/** Documents as a list to read. Thousands are no burden: more lines appear as one comes near the end. */
export function DocumentList({ place, entries }: { readonly place: Place; readonly entries: readonly LibraryEntry[] }) {
  const { t } = useTranslation();
  const { folders } = useLibrarySnapshot();
  const pathOf = useFolderPath();
  const isInFolder = place.name === 'folder';
  const [count, setCount] = useState(step);
  const more = () => setCount((now) => now + step);
  return (
    <div className="documents">
      <div className="documents__head" aria-hidden>
        <span>{t('library.columnTitle')}</span>
        <span>{!isInFolder && t('library.columnFolder')}</span>
        <span>{t(place.name === 'trash' ? 'library.columnTrashed' : 'library.columnChanged')}</span>
        <span>{t('library.columnState')}</span>
      </div>
      <ul data-testid="document-list">
        {entries.slice(0, count).map((entry) => (
          <DocumentRow
            key={entry.id}
            entry={entry}
            folderName={isInFolder ? undefined : pathOf(folders, entry.folderId)}
          />
        ))}
      </ul>
      {count < entries.length && <ShowMore onMore={more} />}
    </div>
  );
}

function ShowMore({ onMore }: { readonly onMore: () => void }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (changes) => {
        if (changes.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { rootMargin: '600px' },
    );
    if (end.current !== null) observer.observe(end.current);
    return () => observer.disconnect();
  }, [onMore]);
  return (
    <div className="documents__more" ref={end}>
      <Button onPress={onMore}>{t('library.showMore')}</Button>
    </div>
  );
}
