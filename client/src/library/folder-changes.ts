import type { DocumentId } from '@ecritoire/shared';
import type * as Y from 'yjs';
import type { EntryField, LibraryEntry } from './entries.ts';
import type { FlatMap } from './flat-map.ts';
import {
  type FolderField,
  type FolderId,
  type Folders,
  longestFolderName,
  newFolderId,
  pathTo,
  top,
  withInner,
} from './folders.ts';

/** What a person does to folders. Each call is one change, and merges with what other devices did. */
export interface FolderChanges {
  /** `undefined` or a folder that is gone: at the top. */
  createFolder(name: string, parentId: FolderId | undefined): FolderId;
  renameFolder(id: FolderId, name: string): void;
  /** `undefined`: the usual one. */
  giveFolderIcon(id: FolderId, icon: string | undefined): void;
  /** False: it cannot stand in itself, or one of the two is gone. */
  moveFolder(id: FolderId, parentId: FolderId | undefined): boolean;
  /**
   * `kept`: what is in it goes to where it was. `trashed`: every document in it, however deep, goes to the trash, and
   * the folders in it are gone too. Gives back the documents that are in the trash by it.
   */
  deleteFolder(id: FolderId, contents: 'kept' | 'trashed'): readonly DocumentId[];
}

export interface FolderChangesOptions {
  readonly doc: Y.Doc;
  readonly folders: FlatMap<FolderField>;
  readonly documents: FlatMap<EntryField>;
  /** As they are shown now. */
  readonly shown: () => { readonly folders: Folders; readonly entries: Iterable<LibraryEntry> };
  readonly now: () => number;
}

export function createFolderChanges({ doc, folders, documents, shown, now }: FolderChangesOptions): FolderChanges {
  const put = (id: FolderId, fields: Parameters<typeof folders.put>[1]) =>
    doc.transact(() => {
      if (shown().folders.has(id)) folders.put(id, fields);
    });
  const clean = (name: string) => name.trim().slice(0, longestFolderName).toWellFormed();

  /** A circle that is only cut where it is shown would open, or close elsewhere, and move what nobody moved. */
  const settle = () => {
    for (const { id, parentId } of shown().folders.values()) folders.put(id, { parent: parentId ?? top });
  };

  return {
    createFolder(name, parentId) {
      const id = newFolderId();
      doc.transact(() => folders.put(id, { created: now(), name: clean(name), parent: parentId ?? top }));
      return id;
    },
    renameFolder: (id, name) => put(id, { name: clean(name) }),
    giveFolderIcon: (id, icon) => put(id, { icon: icon ?? '' }),
    moveFolder(id, parentId) {
      const known = shown().folders;
      if (!known.has(id) || (parentId !== undefined && !known.has(parentId))) return false;
      if (pathTo(known, parentId).some((outer) => outer.id === id)) return false;
      doc.transact(() => {
        settle();
        folders.put(id, { parent: parentId ?? top });
      });
      return true;
    },
    deleteFolder(id, contents) {
      const known = shown();
      const gone = contents === 'kept' ? new Set([id]) : withInner(known.folders, id);
      const parent = known.folders.get(id)?.parentId ?? top;
      const inside = [...known.entries].filter(({ folderId }) => folderId !== undefined && gone.has(folderId));
      const trashed = contents === 'trashed' ? inside.filter(({ trashedAt }) => trashedAt === undefined) : [];
      doc.transact(() => {
        settle();
        for (const folder of known.folders.values())
          if (folder.parentId === id && !gone.has(folder.id)) folders.put(folder.id, { parent });
        for (const entry of inside) documents.put(entry.id, { folder: parent });
        for (const entry of trashed) documents.put(entry.id, { trashedAt: now() });
        folders.remove(gone);
      });
      return trashed.map((entry) => entry.id);
    },
  };
}
