import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import type * as Y from 'yjs';
import { createDocument } from '../document/create-document.ts';
import type { FolderId } from '../library/folders.ts';
import type { Library } from '../library/library.ts';
import { askToPersist } from '../storage/device.ts';
import { showNotice } from './notices.ts';

/** Creates a document with what `fill` gives it and puts it on the list, in a folder or at the top. `undefined` when the device could not, which is then said. */
export async function createListedDocument(
  library: Library,
  fill?: (doc: Y.Doc) => void,
  folderId?: FolderId,
): Promise<DocumentId | undefined> {
  let title = '';
  const created = await createDocument(i18next.language, (doc) => {
    fill?.(doc);
    title = doc.getText('title').toString();
  });
  if (!created.ok) {
    const reason = i18next.t(`failure.${created.error}`);
    showNotice({ id: 'creation-failed', text: i18next.t('library.creationFailed', { reason }), isBrief: false });
    return undefined;
  }
  library.add(created.value, folderId);
  if (title !== '') library.retitle(created.value, title);
  // From the first document on there is something worth keeping.
  void askToPersist();
  return created.value;
}
