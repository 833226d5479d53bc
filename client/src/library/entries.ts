import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import type { FlatMap } from './flat-map.ts';
import { type FolderId, type Folders, isFolderId } from './folders.ts';
import { readIcon, readText, readTime } from './read-field.ts';

/** What the list shows of one document. Times are milliseconds since 1970, by the clock of whoever wrote them. */
export interface LibraryEntry {
  readonly id: DocumentId;
  /** Empty when the person has not given one. */
  readonly title: string;
  /** The beginning of the text, one line, possibly empty. */
  readonly excerpt: string;
  readonly changedAt: number;
  /** 0 for one that was never opened by this person. */
  readonly openedAt: number;
  /** A folder that is there; `undefined` at the top. */
  readonly folderId: FolderId | undefined;
  readonly isPinned: boolean;
  /** The name of an icon, which this version may not know; `undefined` for the usual one. */
  readonly icon: string | undefined;
  /** When it was put in the trash; `undefined` for one that is not there. */
  readonly trashedAt: number | undefined;
  /** Another device deleted it for good, and this is why it is in the trash and not gone. */
  readonly keptFor: KeptFor | undefined;
}

/**
 * Why a document that was deleted for good elsewhere is kept: a device has words of it that no relay has, or has it
 * open; or a file said that it was deleted.
 */
export type KeptFor = 'unsent' | 'open' | 'file';
const isKeptFor = (value: unknown): value is KeptFor => value === 'unsent' || value === 'open' || value === 'file';

export type EntryField =
  | 'added'
  | 'title'
  | 'excerpt'
  | 'changedAt'
  | 'openedAt'
  | 'folder'
  | 'pinnedAt'
  | 'icon'
  | 'trashedAt'
  | 'keptFor';

const longestTitle = 1_000;
const longestExcerpt = 400;

/** What the map says of a document; `undefined` for one that is not on the list: it is while `added` is there. */
function readEntry(map: FlatMap<EntryField>, id: string, folders: Folders): LibraryEntry | undefined {
  if (!isDocumentId(id) || map.get(id, 'added') === undefined) return undefined;
  const folderId = map.get(id, 'folder');
  const trashedAt = readTime(map.get(id, 'trashedAt'));
  const keptFor = map.get(id, 'keptFor');
  return {
    id,
    title: readText(map.get(id, 'title'), longestTitle),
    excerpt: readText(map.get(id, 'excerpt'), longestExcerpt),
    changedAt: readTime(map.get(id, 'changedAt')),
    openedAt: readTime(map.get(id, 'openedAt')),
    folderId: isFolderId(folderId) && folders.has(folderId) ? folderId : undefined,
    isPinned: readTime(map.get(id, 'pinnedAt')) > 0,
    icon: readIcon(map.get(id, 'icon')),
    trashedAt: trashedAt > 0 ? trashedAt : undefined,
    keptFor: trashedAt > 0 && isKeptFor(keptFor) ? keptFor : undefined,
  };
}

/** Entries by id, read again only where something changed: those that did not stay the same objects. */
export interface EntryIndex {
  readonly byId: ReadonlyMap<DocumentId, LibraryEntry>;
  refresh(ids: Iterable<string>, folders: Folders): void;
}

export function createEntryIndex(map: FlatMap<EntryField>): EntryIndex {
  const byId = new Map<DocumentId, LibraryEntry>();
  return {
    byId,
    refresh(ids, folders) {
      for (const id of ids) {
        if (!isDocumentId(id)) continue;
        const entry = readEntry(map, id, folders);
        const known = byId.get(id);
        if (entry === undefined) byId.delete(id);
        else if (known === undefined || !isSame(known, entry)) byId.set(id, entry);
      }
    },
  };
}

const isSame = (one: LibraryEntry, other: LibraryEntry): boolean => {
  const fields: Readonly<Record<string, unknown>> = { ...other };
  return Object.entries(one).every(([field, value]) => fields[field] === value);
};

const compareIds = (one: LibraryEntry, other: LibraryEntry): number => (one.id < other.id ? -1 : 1);

export const latestChangeFirst = (one: LibraryEntry, other: LibraryEntry): number =>
  other.changedAt - one.changedAt || compareIds(one, other);

export const latestTrashedFirst = (one: LibraryEntry, other: LibraryEntry): number =>
  (other.trashedAt ?? 0) - (one.trashedAt ?? 0) || compareIds(one, other);
