import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import type * as Y from 'yjs';
import type { EntryField, KeptFor } from './entries.ts';
import type { FlatMap } from './flat-map.ts';
import { type FolderId, top } from './folders.ts';
import { type Description, followDocument } from './follow-document.ts';
import { readTime } from './read-field.ts';

/** What a person does to documents of the list. Each call is one change, and merges with what other devices did. */
export interface DocumentChanges {
  /** Puts a document on the list; again is harmless, and leaves it where it is. */
  add(id: DocumentId, folderId?: FolderId): void;
  /** Puts a copy of another document on the list: beside it, with its icon and its first words. */
  addCopy(id: DocumentId, original: DocumentId, title: string): void;
  /** The person looks at it now. */
  open(id: DocumentId): void;
  /** Keeps title, excerpt and time of change in step with an open document, until the returned function is called. */
  follow(id: DocumentId, doc: Y.Doc): () => void;
  /** The title was changed while the document was not open. */
  retitle(id: DocumentId, title: string): void;
  /** Says what documents are like that changed while they were not open. No time of change goes back. */
  describe(descriptions: Iterable<readonly [DocumentId, DatedDescription]>): void;
  /**
   * Takes in documents that came by a file: from now on they are on the list, out of the trash, and what the list says
   * of them is what is given, if anything is. One change for all of them.
   */
  bringIn(documents: readonly (readonly [DocumentId, DatedDescription | undefined])[]): void;
  /** `undefined`: to the top. */
  moveDocuments(ids: readonly DocumentId[], folderId: FolderId | undefined): void;
  pin(ids: readonly DocumentId[], isPinned: boolean): void;
  /** `undefined`: the usual one. */
  giveIcon(id: DocumentId, icon: string | undefined): void;
  trash(ids: readonly DocumentId[]): void;
  /** Out of the trash, into the folder they were in; also when another device has emptied its trash meanwhile. */
  putBack(ids: readonly DocumentId[]): void;
  /** Takes documents off the list, for good and on every device. Their content is deleted elsewhere. */
  remove(ids: readonly DocumentId[]): void;
  /** Those that were so removed, by whatever device, and are not on the list again. */
  removed(): readonly DocumentId[];
  /** Puts a removed document in the trash, and says why it is not gone. */
  returnToTrash(id: DocumentId, keptFor: KeptFor, description: Description): void;
}

/** `changedAt`: milliseconds since 1970. */
export type DatedDescription = Description & { readonly changedAt?: number };

interface DocumentChangesOptions {
  readonly doc: Y.Doc;
  readonly documents: FlatMap<EntryField>;
  /** What was removed, and when: a device that was killed before it had deleted its copy does so later. */
  readonly removals: Y.Map<unknown>;
  /** Runs its argument at once, or as soon as what is stored is there. */
  readonly whenLoaded: (work: () => void) => void;
  readonly now: () => number;
}

export function createDocumentChanges(options: DocumentChangesOptions): DocumentChanges {
  const { documents, removals, now } = options;
  const change = (work: () => void) => options.whenLoaded(() => options.doc.transact(work));
  const isListed = (id: DocumentId) => documents.get(id, 'added') !== undefined;
  const put = (ids: readonly DocumentId[], fields: Partial<Readonly<Record<EntryField, string | number>>>) =>
    change(() => {
      // One that was removed meanwhile does not come back half.
      for (const id of ids) if (isListed(id)) documents.put(id, fields);
    });

  const list = (id: DocumentId, folderId?: FolderId) => {
    if (isListed(id)) return;
    const place = folderId === undefined ? {} : { folder: folderId };
    documents.put(id, { added: now(), changedAt: now(), ...place });
  };
  const describe = (id: DocumentId, { changedAt = 0, ...description }: DatedDescription) => {
    const known = readTime(documents.get(id, 'changedAt'));
    if (isListed(id)) documents.put(id, { ...description, changedAt: Math.max(changedAt, known) });
  };
  const putBack = (id: DocumentId) => {
    if (!isListed(id)) return;
    // Written anew, whatever the clock says: a deletion that did not know of it does not take it away.
    const added = Math.max(now(), readTime(documents.get(id, 'added')) + 1);
    documents.put(id, { trashedAt: 0, keptFor: '', added });
  };
  const isTrashed = (id: DocumentId) => readTime(documents.get(id, 'trashedAt')) > 0;

  return {
    add: (id, folderId) => change(() => list(id, folderId)),
    addCopy: (id, original, title) =>
      change(() => {
        const fields = { added: now(), changedAt: now(), title };
        documents.put(id, fields);
        for (const field of ['folder', 'icon', 'excerpt'] as const) {
          const value = documents.get(original, field);
          if (typeof value === 'string') documents.put(id, { [field]: value });
        }
      }),
    open: (id) => put([id], { openedAt: now() }),
    follow: (id, followed) =>
      followDocument(followed, (description, isChanged) =>
        put([id], isChanged ? { ...description, changedAt: now() } : { ...description }),
      ),
    retitle: (id, title) => put([id], { title, changedAt: now() }),
    describe: (descriptions) =>
      change(() => {
        for (const [id, description] of descriptions) describe(id, description);
      }),
    bringIn: (brought) =>
      change(() => {
        for (const [id, description] of brought) {
          list(id);
          if (isTrashed(id)) putBack(id);
          if (description !== undefined) describe(id, description);
        }
      }),
    moveDocuments: (ids, folderId) => put(ids, { folder: folderId ?? top }),
    pin: (ids, isPinned) => put(ids, { pinnedAt: isPinned ? now() : 0 }),
    giveIcon: (id, icon) => put([id], { icon: icon ?? '' }),
    trash: (ids) => put(ids, { trashedAt: now(), keptFor: '' }),
    putBack: (ids) =>
      change(() => {
        for (const id of ids) putBack(id);
      }),
    remove: (ids) =>
      change(() => {
        for (const id of ids) if (isListed(id)) removals.set(id, now());
        documents.remove(new Set(ids));
      }),
    removed: () => [...removals.keys()].filter((id) => isDocumentId(id)).filter((id) => !isListed(id)),
    returnToTrash: (id, keptFor, { title, excerpt }) =>
      change(() => {
        if (isListed(id)) return;
        list(id);
        documents.put(id, { title, excerpt, trashedAt: now(), keptFor });
      }),
  };
}
