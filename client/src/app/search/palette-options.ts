import type { DocumentId } from '@ecritoire/shared';
import { FilePlus2, FileText, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import type { PassagePart } from '../../search/passage.ts';
import type { ResultFound } from '../../search/search.ts';
import { findActions, wantedActions } from '../actions/find-actions.ts';
import { type Action, offeredActions } from '../actions/offered-actions.ts';
import { useLibrary, useLibrarySnapshot } from '../library-context.ts';
import { documentPath } from '../routes.ts';
import { useCreateDocument } from '../use-create-document.ts';
import { closePalette, leavePalette } from './palette-state.ts';
import { useProgramActions } from './program-actions.ts';
import { stateOfResult } from './state-of-result.ts';
import type { Answered } from './use-search-results.ts';

/** One line of the palette: a document, or something to do. */
export interface PaletteOption {
  readonly key: string;
  readonly kind: 'document' | 'action' | 'new';
  readonly icon: LucideIcon;
  readonly title: readonly PassagePart[];
  readonly passage?: readonly PassagePart[] | undefined;
  /** What the list knows of the document. */
  readonly entry?: LibraryEntry | undefined;
  /** `Mod` for Control or Command. */
  readonly keys?: string | undefined;
  /** Closes the palette too. */
  readonly run: () => void;
}

const recentCount = 8;
/** Beside documents; behind the sign for actions there are all of them. */
const actionsBesideDocuments = 5;

/**
 * What the palette offers for what is typed: documents, what can be done by that name, and a new document. Where nothing is
 * typed, the documents one was last at; behind the sign for actions nothing else.
 */
export function usePaletteOptions(text: string, answered: Answered | undefined): readonly PaletteOption[] {
  const { t, i18n } = useTranslation();
  const library = useLibrary();
  const { entries } = useLibrarySnapshot();
  const { create } = useCreateDocument();
  const toDocument = useToDocument();
  const program = useProgramActions();
  const [ofThePage] = useState(offeredActions);
  const named = text.trim();
  const wanted = wantedActions(text);
  const titleOf = (title: string): readonly PassagePart[] => [
    { text: title.trim() || t('common.untitled'), isFound: false },
  ];
  const recent = entries.slice(0, recentCount).map(
    (entry): PaletteOption => ({
      key: entry.id,
      kind: 'document',
      icon: FileText,
      title: titleOf(entry.title),
      entry,
      run: () => toDocument(entry.id),
    }),
  );
  const found = (answered?.results.found ?? []).map(
    ({ id, title, passage }): PaletteOption => ({
      key: id,
      kind: 'document',
      icon: FileText,
      title: title.length === 0 ? titleOf('') : title,
      passage: passage?.parts,
      entry: library.find(id),
      run: () => toDocument(id, passage),
    }),
  );
  const makeNew: PaletteOption = {
    key: 'new',
    kind: 'new',
    icon: FilePlus2,
    title: titleOf(named === '' ? t('common.newDocument') : t('search.newNamed', { title: named })),
    run: () => {
      closePalette();
      void create(named === '' ? undefined : (doc) => doc.getText('title').insert(0, named));
    },
  };
  const actions = findActions([...ofThePage, ...program], wanted ?? named, i18n.language).map(toOption);
  if (wanted !== undefined) return actions;
  return [...(named === '' ? recent : [...found, ...actions.slice(0, actionsBesideDocuments)]), makeNew];
}

/** Opens a document where words were found in it. */
function useToDocument(): (id: DocumentId, passage?: ResultFound['passage']) => void {
  const [, navigate] = useLocation();
  return (id, passage) => {
    closePalette();
    navigate(documentPath(id), { state: stateOfResult(passage) });
  };
}

function toOption({ id, icon, label, keys, isInText, run }: Action): PaletteOption {
  // What an action opens must find the focus where it was: the palette gives it back in the next frame.
  const andThen = isInText === true ? run : () => void requestAnimationFrame(run);
  return {
    key: `action-${id}`,
    kind: 'action',
    icon,
    title: [{ text: label, isFound: false }],
    keys,
    run: () => leavePalette(andThen),
  };
}
