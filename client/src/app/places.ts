import type { LibraryEntry } from '../library/entries.ts';
import type { FolderId } from '../library/folders.ts';
import type { LibraryContents } from '../library/library-model.ts';

/** A list of documents that one can be at. */
export type Place =
  | { readonly name: 'all' | 'pinned' | 'recent' | 'trash' }
  | { readonly name: 'folder'; readonly id: FolderId };

/** What one opened longest ago is looked for elsewhere. */
const recentCount = 60;

/** What stands in a place, in its order. */
export function entriesAt(place: Place, { entries, trashed }: LibraryContents): readonly LibraryEntry[] {
  switch (place.name) {
    case 'all':
      return entries;
    case 'pinned':
      return entries.filter(({ isPinned }) => isPinned);
    case 'recent':
      return entries
        .filter(({ openedAt }) => openedAt > 0)
        .sort((one, other) => other.openedAt - one.openedAt)
        .slice(0, recentCount);
    case 'trash':
      return trashed;
    case 'folder':
      return entries.filter(({ folderId }) => folderId === place.id);
  }
}
