import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import { showNotice } from '../notices.ts';
import { saveDocumentFile } from './save-part.ts';

/** Gives one document as an Écritoire file; says so when the part of the program that makes it is not to be had. */
export async function saveAsFile(id: DocumentId, title: string, open?: Uint8Array): Promise<void> {
  const part = await saveDocumentFile.load();
  if (part.ok) await part.value(id, title, open);
  else showNotice({ id: 'file-saved', text: i18next.t('missingPart.title'), isBrief: false });
}
