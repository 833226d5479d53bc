import type { LibraryEntry } from '../../library/entries.ts';
import type { Folder } from '../../library/folders.ts';

/** What a menu of the library is about. */
export type MenuSubject =
  | { readonly name: 'document'; readonly entry: LibraryEntry; readonly title: string }
  | { readonly name: 'folder'; readonly folder: Folder }
  | { readonly name: 'files'; readonly onSaveMany: () => void };
