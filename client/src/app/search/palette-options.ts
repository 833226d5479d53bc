import type { DocumentId } from '@ecritoire/shared';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import type { PassagePart } from '../../search/passage.ts';
import type { ResultFound } from '../../search/search.ts';
import { useLibrary, useLibrarySnapshot } from '../library-context.ts';
import { documentPath } from '../routes.ts';
import { useCreateDocument } from '../use-create-document.ts';
import { stateOfResult } from './state-of-result.ts';
import type { Answered } from './use-search-results.ts';

/** One line of the palette: a document, or something to do. */
export interface PaletteOption {
  readonly key: string;
  readonly kind: 'document' | 'new';
  readonly title: readonly PassagePart[];
  readonly passage?: readonly PassagePart[] | undefined;
  /** What the list knows of the document. */
  readonly entry?: LibraryEntry | undefined;
  readonly run: () => void;
}

const recentCount = 8;

/** What the palette offers for what is typed; where nothing is, the documents one was last at. */
export function usePaletteOptions(text: string, answered: Answered | undefined): readonly PaletteOption[] {
  const { t } = useTranslation();
  const library = useLibrary();
  const { entries } = useLibrarySnapshot();
  const { create } = useCreateDocument();
  const toDocument = useToDocument();
  const named = text.trim();
  const titleOf = (title: string): readonly PassagePart[] => [
    { text: title.trim() || t('common.untitled'), isFound: false },
  ];
  const recent = entries.slice(0, recentCount).map(
    (entry): PaletteOption => ({
      key: entry.id,
      kind: 'document',
      title: titleOf(entry.title),
      entry,
      run: () => toDocument(entry.id),
    }),
  );
  const found = (answered?.results.found ?? []).map(
    ({ id, title, passage }): PaletteOption => ({
      key: id,
      kind: 'document',
      title: title.length === 0 ? titleOf('') : title,
      passage: passage?.parts,
      entry: library.find(id),
      run: () => toDocument(id, passage),
    }),
  );
  const makeNew: PaletteOption = {
    key: 'new',
    kind: 'new',
    title: titleOf(named === '' ? t('common.newDocument') : t('search.newNamed', { title: named })),
    run: () => void create(named === '' ? undefined : (doc) => doc.getText('title').insert(0, named)),
  };
  return [...(named === '' ? recent : found), makeNew];
}

/** Opens a document where words were found in it. */
function useToDocument(): (id: DocumentId, passage?: ResultFound['passage']) => void {
  const [, navigate] = useLocation();
  return (id, passage) => navigate(documentPath(id), { state: stateOfResult(passage) });
}
