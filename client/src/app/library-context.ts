import type { DocumentId } from '@ecritoire/shared';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Library, LibraryEntry, LibrarySnapshot } from '../library/library.ts';

/** The person's list of documents, opened once by the page. */
export const LibraryContext = createContext<Library | undefined>(undefined);

export function useLibrary(): Library {
  const library = useContext(LibraryContext);
  if (library === undefined) throw new Error('No library around this component');
  return library;
}

export function useLibrarySnapshot(): LibrarySnapshot {
  const library = useLibrary();
  return useSyncExternalStore(library.subscribe, library.getSnapshot);
}

/** What the list knows of one document. */
export const useLibraryEntry = (id: DocumentId): LibraryEntry | undefined =>
  useLibrarySnapshot().entries.find((entry) => entry.id === id);
