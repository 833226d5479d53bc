import i18next from 'i18next';
import type * as Y from 'yjs';
import { contentToMarkdown } from '../../editor/content-to-markdown.ts';
import { tellDone } from '../tell-done.ts';

/** Puts the words of a document on the clipboard, with their formats as Markdown, and says so, or why not. */
export async function copyAsMarkdown(doc: Y.Doc): Promise<void> {
  const title = doc.getText('title').toString().trim();
  const content = contentToMarkdown(doc.getXmlFragment('content'));
  try {
    await navigator.clipboard.writeText(title === '' ? content : `# ${title}\n\n${content}`);
  } catch {
    // Not over plain HTTP, or not by policy.
    tellDone('markdown-copied', i18next.t('document.copyRefused'));
    return;
  }
  tellDone('markdown-copied', i18next.t('document.copiedAsMarkdown'));
}
