import i18next from 'i18next';
import type * as Y from 'yjs';
import { contentToPlainText } from '../../editor/plain-text.ts';
import { toFileName } from '../../files/file-name.ts';
import { saveFile } from '../save-file.ts';

/** Gives the words of a document as a text file. Needs neither storage nor network. */
export function saveCopy(doc: Y.Doc): void {
  const title = doc.getText('title').toString();
  const text = `${title}\n\n${contentToPlainText(doc.getXmlFragment('content'))}\n`;
  saveFile(`${toFileName(title) || i18next.t('common.untitled')}.txt`, new Blob([text], { type: 'text/plain' }));
}
