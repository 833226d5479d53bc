import type { DocumentId } from '@ecritoire/shared';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import type { DocumentStatus } from './document-status.ts';

/** One document while it is open in this tab. */
export interface OpenDocument {
  readonly id: DocumentId;
  /** Roots: `content` (Y.XmlFragment), `title` (Y.Text), `meta`, `recovered`. */
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** The same object until something changes: fit for `useSyncExternalStore`. */
  getStatus(): DocumentStatus;
  subscribe(listener: () => void): () => void;
  /** Tries the network now instead of at the next turn. */
  retry(): void;
  /** Resolves once everything typed is on the device, and the connection is closed. */
  close(): Promise<void>;
}
