import type { DocumentId } from '@ecritoire/shared';
import type * as Y from 'yjs';
import { createStore } from 'zustand/vanilla';
import { createDocumentChanges, type DocumentChanges } from './document-changes.ts';
import {
  createEntryIndex,
  type EntryField,
  type LibraryEntry,
  latestChangeFirst,
  latestTrashedFirst,
} from './entries.ts';
import { createFlatMap } from './flat-map.ts';
import { createFolderChanges, type FolderChanges } from './folder-changes.ts';
import { type FolderField, type Folders, readFolders } from './folders.ts';

/** What is shown of a library. */
export interface LibraryContents {
  /** All that are not in the trash, latest change first. */
  readonly entries: readonly LibraryEntry[];
  /** The trash, what was put there last first. */
  readonly trashed: readonly LibraryEntry[];
  readonly folders: Folders;
}

/** A library in a Y.Doc, wherever that is kept: what it holds, and what can be done to it. */
export interface LibraryModel extends DocumentChanges, FolderChanges {
  /** The same object until something changes. */
  getContents(): LibraryContents;
  subscribe(listener: () => void): () => void;
  /** A document of the list, in the trash or not. */
  find(id: DocumentId): LibraryEntry | undefined;
}

/** `whenLoaded` runs its argument at once, or as soon as what is stored of the library is in the Y.Doc. */
export function createLibraryModel(
  doc: Y.Doc,
  now: () => number,
  whenLoaded: (work: () => void) => void,
): LibraryModel {
  const documents = createFlatMap<EntryField>(doc.getMap('documents'));
  const folders = createFlatMap<FolderField>(doc.getMap('folders'));
  const index = createEntryIndex(documents);
  const contents = createStore<LibraryContents>(() => ({ entries: [], trashed: [], folders: new Map() }));

  function show(changedDocuments: Iterable<string>, known: Folders): void {
    index.refresh(changedDocuments, known);
    const listed = [...index.byId.values()];
    contents.setState({
      entries: listed.filter(({ trashedAt }) => trashedAt === undefined).sort(latestChangeFirst),
      trashed: listed.filter(({ trashedAt }) => trashedAt !== undefined).sort(latestTrashedFirst),
      folders: known,
    });
  }

  documents.observe((changed) => show(changed, contents.getState().folders));
  // Where a folder comes or goes, documents move that did not change themselves.
  folders.observe(() => show(documents.ids(), readFolders(folders)));

  return {
    ...createDocumentChanges({ doc, documents, removals: doc.getMap('removals'), whenLoaded, now }),
    ...createFolderChanges({
      doc,
      folders,
      documents,
      shown: () => ({ folders: contents.getState().folders, entries: index.byId.values() }),
      now,
    }),
    getContents: contents.getState,
    subscribe: contents.subscribe,
    find: (id) => index.byId.get(id),
  };
}
