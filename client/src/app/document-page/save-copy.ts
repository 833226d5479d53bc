import i18next from 'i18next';
import type * as Y from 'yjs';
import { contentToPlainText } from '../../editor/plain-text.ts';

/** A name that every system accepts for a file. */
export const toFileName = (title: string): string =>
  title
    .replaceAll(/[\p{Cc}\\/:*?"<>|]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80);

/** Gives the words of a document as a text file. Needs neither storage nor network. */
export function saveCopy(doc: Y.Doc): void {
  const title = doc.getText('title').toString();
  const text = `${title}\n\n${contentToPlainText(doc.getXmlFragment('content'))}\n`;
  saveFile(`${toFileName(title) || i18next.t('common.untitled')}.txt`, new Blob([text], { type: 'text/plain' }));
}

/** Gives a file to the person. Needs neither storage nor network. */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
