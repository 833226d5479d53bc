import { memo, startTransition, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LibraryEntry } from '../../library/entries.ts';
import type { Folders } from '../../library/folders.ts';
import { Button } from '../../ui/Button.tsx';
import { useFolderPath } from '../folder-names.ts';
import { useFolders } from '../library-context.ts';
import type { Place } from '../places.ts';
import { DocumentRow } from './DocumentRow.tsx';
import { useSeen } from './use-seen.ts';
import './document-list.css';

/** Lines that the browser lays out, paints and watches as one. */
const stretchLength = 10;
const firstCount = 6 * stretchLength;
/** So few lines more are made at a time that a frame has room for them. */
const moreLines = 5;

/** One list to whoever hears it: an HTML list has no place for stretches between itself and its items. */
const asList = 'list';

/** Documents as a list to read. Thousands are no burden: more lines appear as one comes near the end. */
export function DocumentList({ place, entries }: { readonly place: Place; readonly entries: readonly LibraryEntry[] }) {
  const { t } = useTranslation();
  const folders = useFolders();
  const isInFolder = place.name === 'folder';
  const [count, setCount] = useState(firstCount);
  // Between two frames of whoever scrolls, not within one.
  const more = () => startTransition(() => setCount((now) => now + moreLines));
  const starts = Array.from(
    { length: Math.ceil(Math.min(count, entries.length) / stretchLength) },
    (_, index) => index,
  );
  return (
    <div className="documents">
      <div className="documents__head" aria-hidden>
        <span>{t('library.columnTitle')}</span>
        <span>{!isInFolder && t('library.columnFolder')}</span>
        <span>{t(place.name === 'trash' ? 'library.columnTrashed' : 'library.columnChanged')}</span>
        <span>{t('library.columnState')}</span>
      </div>
      <div role={asList} data-testid="document-list">
        {starts.map((index) => (
          <Stretch
            key={index}
            entries={entries.slice(index * stretchLength, Math.min(count, (index + 1) * stretchLength))}
            folders={isInFolder ? undefined : folders}
          />
        ))}
      </div>
      {count < entries.length && <ShowMore onMore={more} />}
    </div>
  );
}

interface StretchProps {
  readonly entries: readonly LibraryEntry[];
  /** Nothing where all are in the same one. */
  readonly folders: Folders | undefined;
}

const Stretch = memo(
  function Stretch({ entries, folders }: StretchProps) {
    const stretch = useRef<HTMLDivElement>(null);
    const isSeen = useSeen(stretch);
    const pathOf = useFolderPath();
    return (
      <div role="presentation" className="documents__stretch" ref={stretch}>
        {entries.map((entry) => (
          <DocumentRow
            key={entry.id}
            entry={entry}
            folderName={folders && pathOf(folders, entry.folderId)}
            isSeen={isSeen}
          />
        ))}
      </div>
    );
  },
  (before, now) =>
    before.folders === now.folders &&
    before.entries.length === now.entries.length &&
    before.entries.every((entry, index) => entry === now.entries[index]),
);

function ShowMore({ onMore }: { readonly onMore: () => void }) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (changes) => {
        if (changes.some(({ isIntersecting }) => isIntersecting)) onMore();
      },
      { rootMargin: '2000px' },
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
