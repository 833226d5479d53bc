import type { DocumentId } from '@ecritoire/shared';
import { FileText } from 'lucide-react';
import { Fragment, useContext, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LinkFound } from '../../../search/search.ts';
import { Button } from '../../../ui/Button.tsx';
import { useLibrary, useLibrarySnapshot } from '../../library-context.ts';
import { documentPath } from '../../routes.ts';
import { SearchContext } from '../../search-context.ts';
import { watchLinks } from './watch-links.ts';
import './linked-from.css';

/** So many are shown unasked. */
const shownCount = 5;

/** The documents of this device that link to this one, each with the sentence around the link. Nothing while there are none. */
export function LinkedFrom({ id }: { readonly id: DocumentId }) {
  const { t } = useTranslation();
  const headingId = useId();
  const [areAllShown, setAreAllShown] = useState(false);
  const links = useLinksTo(id);
  if (links.length === 0) return null;
  const shown = areAllShown ? links : links.slice(0, shownCount);
  return (
    <section className="linked-from" aria-labelledby={headingId} data-testid="linked-from">
      <h2 className="linked-from__heading" id={headingId}>
        {t('linkedFrom.title')}
      </h2>
      <ul>
        {shown.map(({ from, title, passage }, index) => (
          <li key={from} className="linked-from__entry">
            <Link
              href={documentPath(from)}
              className="linked-from__document"
              // The button that showed it is gone, and the focus was on it.
              ref={areAllShown && index === shownCount ? focusOnce : undefined}
            >
              <FileText className="icon" aria-hidden />
              <span className="linked-from__title">{title || t('common.untitled')}</span>
            </Link>
            <p className="linked-from__passage">
              <Sentence passage={passage} />
            </p>
          </li>
        ))}
      </ul>
      {shown.length < links.length && (
        <Button kind="quiet" onPress={() => setAreAllShown(true)}>
          {t('linkedFrom.more', { count: links.length - shown.length })}
        </Button>
      )}
    </section>
  );
}

const focusOnce = (link: HTMLAnchorElement | null) => link?.focus();

/** The words of the link stand out. */
function Sentence({ passage }: Pick<LinkFound, 'passage'>) {
  let place = 0;
  return passage.parts.map(({ text, isFound }) => {
    const key = place;
    place += text.length;
    return isFound ? <mark key={key}>{text}</mark> : <Fragment key={key}>{text}</Fragment>;
  });
}

interface Linking extends LinkFound {
  /** Of the document that links. */
  readonly title: string;
}

/** Those on the person's list and not in the trash, the latest change first. */
function useLinksTo(id: DocumentId): readonly Linking[] {
  const library = useLibrary();
  const search = useContext(SearchContext);
  const [found, setFound] = useState<readonly LinkFound[]>([]);
  // The titles and the trash of the list.
  useLibrarySnapshot();
  useEffect(() => (search === undefined ? undefined : watchLinks(search, id, setFound)), [search, id]);
  return found
    .flatMap((link) => {
      const entry = library.find(link.from);
      return entry === undefined || entry.trashedAt !== undefined
        ? []
        : [{ ...link, title: entry.title.trim(), changedAt: entry.changedAt }];
    })
    .sort((one, other) => other.changedAt - one.changedAt);
}
