import type { DocumentId } from '@ecritoire/shared';
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { LibraryEntry } from '../library/entries.ts';
import type { Folders } from '../library/folders.ts';
import type { Library, LibrarySnapshot } from '../library/library.ts';

/** The person's list of documents, opened once by the page. */
export const LibraryContext = createContext<Library | undefined>(undefined);

export function useLibrary(): Library {
  const library = useContext(LibraryContext);
  if (library === undefined) throw new Error('No library around this component');
  return library;
}

/**
 * What `read` finds in the list, drawn again only when that is another. The list changes with the words of whoever
 * types, so a component reads no more than what it shows.
 */
export function useLibraryValue<T>(read: (library: Library) => T): T {
  const library = useLibrary();
  return useSyncExternalStore(library.subscribe, () => read(library));
}

export const useLibrarySnapshot = (): LibrarySnapshot => useLibraryValue((library) => library.getSnapshot());

export const useFolders = (): Folders => useLibraryValue((library) => library.getSnapshot().folders);

/** What the list knows of one document, in the trash or not. */
export const useLibraryEntry = (id: DocumentId): LibraryEntry | undefined =>
  useLibraryValue((library) => library.find(id));
