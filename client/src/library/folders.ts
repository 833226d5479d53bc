import { documentIdFromBytes } from '@ecritoire/shared';
import type { FlatMap } from './flat-map.ts';
import { readIcon, readText, readTime } from './read-field.ts';

declare const brand: unique symbol;

/** Names one folder of one library: 22 characters of base64url (128 random bits). */
export type FolderId = string & { readonly [brand]: 'FolderId' };

export const isFolderId = (value: unknown): value is FolderId =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{22}$/.test(value);

export interface Folder {
  readonly id: FolderId;
  /** Empty when it makes no sense. */
  readonly name: string;
  /** A folder that is there; `undefined` at the top. Never in a circle. */
  readonly parentId: FolderId | undefined;
  readonly icon: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** The folders as they are shown. */
export type Folders = ReadonlyMap<FolderId, Folder>;

export type FolderField = 'created' | 'name' | 'parent' | 'icon';

/** `parent` of what stands at the top, and `folder` of a document there. */
export const top = '';

export const longestFolderName = 120;

export const newFolderId = (): FolderId => {
  const id: string = documentIdFromBytes(crypto.getRandomValues(new Uint8Array(16)));
  return id as FolderId;
};

/**
 * What the map says, as every device shows it that has the same map: a parent that is gone, or no folder, is the top; of
 * folders that two devices put into each other, the oldest (then the one with the lowest id) stands at the top.
 */
export function readFolders(map: FlatMap<FolderField>): Folders {
  const parents = new Map<FolderId, Parent>();
  for (const id of map.ids()) {
    const createdAt = readTime(map.get(id, 'created'));
    // A folder is there while this is: a late rename of a deleted one does not bring it back.
    if (isFolderId(id) && createdAt > 0) parents.set(id, { parentId: map.get(id, 'parent'), createdAt });
  }
  const cut = findCuts(parents);
  const folders = new Map<FolderId, Folder>();
  for (const [id, { parentId, createdAt }] of parents) {
    const isInside = isFolderId(parentId) && parents.has(parentId) && !cut.has(id);
    folders.set(id, {
      id,
      name: readText(map.get(id, 'name'), longestFolderName).trim(),
      parentId: isInside ? parentId : undefined,
      icon: readIcon(map.get(id, 'icon')),
      createdAt,
    });
  }
  return folders;
}

interface Parent {
  /** As it was written. */
  readonly parentId: unknown;
  readonly createdAt: number;
}

/** Of every circle, the folder that stands at the top. A folder has one parent, so that no two circles meet. */
function findCuts(parents: ReadonlyMap<FolderId, Parent>): ReadonlySet<FolderId> {
  const cuts = new Set<FolderId>();
  const settled = new Set<FolderId>();
  const isBefore = (one: FolderId, other: FolderId) => {
    const byAge = (parents.get(one)?.createdAt ?? 0) - (parents.get(other)?.createdAt ?? 0);
    return byAge === 0 ? one < other : byAge < 0;
  };
  for (const start of parents.keys()) {
    const way: FolderId[] = [];
    const isOnWay = new Set<FolderId>();
    let at: unknown = start;
    while (isFolderId(at) && parents.has(at) && !settled.has(at) && !isOnWay.has(at)) {
      way.push(at);
      isOnWay.add(at);
      at = parents.get(at)?.parentId;
    }
    if (isFolderId(at) && isOnWay.has(at))
      cuts.add(way.slice(way.indexOf(at)).reduce((first, next) => (isBefore(next, first) ? next : first)));
    for (const id of way) settled.add(id);
  }
  return cuts;
}

/** The folder and all around it, the outermost first; empty for one that is not there. */
export function pathTo(folders: Folders, id: FolderId | undefined): Folder[] {
  const path: Folder[] = [];
  for (let at = id && folders.get(id); at !== undefined; at = at.parentId && folders.get(at.parentId)) path.push(at);
  return path.reverse();
}

/** The folder itself and every folder in it, however deep. */
export function withInner(folders: Folders, id: FolderId): Set<FolderId> {
  const inside = new Set<FolderId>([id]);
  const childrenById = childrenByParent(folders);
  for (const folder of inside) for (const child of childrenById.get(folder) ?? []) inside.add(child.id);
  return inside;
}

/** Which folders stand in which; those at the top under `undefined`. */
export function childrenByParent(folders: Folders): ReadonlyMap<FolderId | undefined, readonly Folder[]> {
  return Map.groupBy(folders.values(), ({ parentId }) => parentId);
}
