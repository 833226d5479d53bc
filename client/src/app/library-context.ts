import type { DocumentId } from '@ecritoire/shared';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LibraryEntry } from '../library/entries.ts';
import type { Library, LibrarySnapshot } from '../library/library.ts';

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

/** What the list knows of one document, in the trash or not. */
export function useLibraryEntry(id: DocumentId): LibraryEntry | undefined {
  const library = useLibrary();
  return useSyncExternalStore(library.subscribe, () => library.find(id));
}
