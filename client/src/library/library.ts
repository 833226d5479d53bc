import type { DocumentId } from '@ecritoire/shared';
import type * as Y from 'yjs';

/** What the list shows of one document. */
export interface LibraryEntry {
  readonly id: DocumentId;
  /** Empty when the person has not given one. */
  readonly title: string;
  /** The beginning of the text, one line, possibly empty. */
  readonly excerpt: string;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
}

export interface LibrarySnapshot {
  /** `unavailable`: the device gives no storage; the list lives in memory only. */
  readonly phase: 'loading' | 'ready' | 'unavailable';
  /** Latest change first. */
  readonly entries: readonly LibraryEntry[];
}

/** The person's list of documents: a Yjs document of its own, stored like any other. */
export interface Library {
  getSnapshot(): LibrarySnapshot;
  subscribe(listener: () => void): () => void;
  /** Puts a document on the list; again is harmless. */
  add(id: DocumentId): void;
  /** Keeps title, excerpt and time of change in step with an open document, until the returned function is called. */
  follow(id: DocumentId, doc: Y.Doc): () => void;
  /** Takes a document off the list. Its content is deleted elsewhere. */
  remove(id: DocumentId): void;
}
