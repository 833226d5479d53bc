import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import { isBlockId } from '../editor/block-ids/block-id.ts';
import type { Place } from './places.ts';

/** The patterns of the client's addresses. The server answers them with the client; keep its list in step. */
export const routePatterns = {
  library: '/',
  pinned: '/pinned',
  recent: '/recent',
  trash: '/trash',
  folder: '/folder/:id',
  document: '/d/:id',
  link: '/link',
} as const;

export const libraryPath = (): string => '/';

/** Where a list of documents is. */
export function placePath(place: Place): string {
  switch (place.name) {
    case 'all':
      return libraryPath();
    case 'folder':
      return `/folder/${place.id}`;
    default:
      return `/${place.name}`;
  }
}

/** A page that needs nothing of this program: it takes a broken copy of it off the device. */
export const repairPath = (): string => '/repair';

export const documentPath = (id: DocumentId): string => `/d/${id}`;

export const isDocumentPath = (path: string): boolean => path.startsWith('/d/');

/** The link to give to somebody else; to a block of the document, by its id behind the `#`. */
export const documentUrl = (id: DocumentId, blockId?: string): string =>
  new URL(blockId === undefined ? documentPath(id) : `${documentPath(id)}#${blockId}`, location.origin).href;

/** The block that an address leads to. */
export const blockIdOfHash = (hash: string): string | undefined =>
  isBlockId(hash.slice(1)) ? hash.slice(1) : undefined;

/** Where a code of this device leads on another one. It stands behind the `#`, which no server is ever sent. */
export const linkUrl = (code: string): string => new URL(`/link#${code}`, location.origin).href;

/** The document an address names; `undefined` when what it says cannot be a document. */
export const parseDocumentId = (text: string | undefined): DocumentId | undefined =>
  text !== undefined && isDocumentId(text) ? text : undefined;

/** What a page may hand to the next one in the browser's history. */
export interface RouteState {
  /** The document was created a moment ago: the caret belongs in its title. */
  readonly isNew?: boolean;
  /** The text was left through a link, from a place that the page has noted. */
  readonly place?: string;
  /** Words of the document were looked for: they are shown, and the caret is put before them. */
  readonly passage?: { readonly blockId: string; readonly offset: number };
}
