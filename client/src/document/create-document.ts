import { type DocumentId, documentIdFromBytes, err, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import { writeFirstStamp } from '../editor/guard/schema-stamp.ts';
import { openPersistedDoc } from '../storage/persisted-doc.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';

/** Documents made in this page which the device could not keep: they live in memory, and the relay may keep them. */
const unkept = new Map<DocumentId, Uint8Array>();

/** The content of a document that was made in this page on a device that keeps nothing; `undefined` for all others. */
export const initialContent = (id: DocumentId): Uint8Array | undefined => unkept.get(id);

/**
 * Makes a new document on this device, online or not, and resolves once it is stored. Only its maker ever writes
 * `meta` and what `fill` adds, so nothing can be there twice. `language` is BCP 47.
 *
 * On a device without storage the document is made in memory, and the page that opens it says so. A full disk is an
 * error: a new document has nothing yet that would be lost.
 */
export async function createDocument(
  language: string,
  fill?: (doc: Y.Doc) => void,
): Promise<Result<DocumentId, StorageFailure>> {
  const id = documentIdFromBytes(crypto.getRandomValues(new Uint8Array(16)));
  const doc = new Y.Doc();
  const storage = openPersistedDoc({ name: id, doc, isReceived: () => false });
  await storage.loaded;
  doc.transact(() => {
    const meta = doc.getMap('meta');
    meta.set('createdAt', new Date().toISOString());
    meta.set('language', language);
    fill?.(doc);
    writeFirstStamp(meta, doc.getXmlFragment('content'));
  });
  await storage.close();
  const { failure } = storage.state.getState();
  if (failure === 'unavailable') unkept.set(id, Y.encodeStateAsUpdate(doc));
  doc.destroy();
  return failure === undefined || failure === 'unavailable' ? ok(id) : err(failure);
}
