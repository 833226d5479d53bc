import type { DocumentId } from '@ecritoire/shared';

/** A document one can link to. */
export interface KnownDocument {
  readonly id: DocumentId;
  /** As it is now; empty when it has none. */
  readonly title: string;
  readonly isTrashed: boolean;
}

/** What the editor is told about the person's other documents. It knows no library and no addresses of pages. */
export interface OtherDocuments {
  /** `absent`: not on this device. `unknown`: the list has not been read yet. */
  find(id: DocumentId): KnownDocument | 'absent' | 'unknown';
  /** Documents whose title has all the words, the best first; all of them, the latest first, for no words. */
  search(text: string, limit: number): readonly KnownDocument[];
  /** Called when anything that `find` or `search` says may have changed. */
  subscribe(listener: () => void): () => void;
  addressOf(id: DocumentId): string;
  /** What a document without a title is called. */
  readonly untitled: string;
  /** Shows the document in place of this one, and lets the person come back to where they were. */
  open(id: DocumentId): void;
  /** Makes a document without leaving this one; `undefined` when the device could not, which the page has then said. */
  create(title: string): Promise<DocumentId | undefined>;
}
