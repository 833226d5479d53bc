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
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${toFileName(title) || i18next.t('common.untitled')}.txt`;
  link.click();
  // The download reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
