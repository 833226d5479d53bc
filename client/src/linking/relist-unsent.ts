import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import type * as Y from 'yjs';
import type { Library } from '../library/library.ts';

export interface RelistOptions {
  readonly library: Pick<Library, 'doc' | 'add' | 'retitle'>;
  /** Whether a change of the list came from another device. */
  isReceived(origin: unknown): boolean;
  /** Whether this device has words of the document that no relay has. */
  hasUnsent(id: DocumentId): Promise<boolean>;
}

const listedKey = /^(.+)\/added$/;

/**
 * Puts a document that another device took off the list on it again, when this device has words of it that are nowhere
 * else: off the list they would be found by nobody, and sent by nothing. Until the returned function is called.
 */
export function relistUnsent({ library, isReceived, hasUnsent }: RelistOptions): () => void {
  const documents = library.doc.getMap<unknown>('documents');

  async function look(id: DocumentId, title: unknown): Promise<void> {
    if (!(await hasUnsent(id)) || documents.has(`${id}/added`)) return;
    library.add(id);
    if (typeof title === 'string') library.retitle(id, title);
  }

  const changed = ({ changes, transaction }: Y.YMapEvent<unknown>) => {
    if (!isReceived(transaction.origin)) return;
    for (const [key, { action }] of changes.keys) {
      const id = listedKey.exec(key)?.[1];
      if (action === 'delete' && id !== undefined && isDocumentId(id))
        void look(id, changes.keys.get(`${id}/title`)?.oldValue);
    }
  };
  documents.observe(changed);
  return () => documents.unobserve(changed);
}
