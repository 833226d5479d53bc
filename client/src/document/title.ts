import type * as Y from 'yjs';
import { findEdit } from './title-edit.ts';

/**
 * Makes the document's title read `title`, touching only the characters that differ, so that two people who edit
 * different ends of it keep both.
 */
export function writeTitle(doc: Y.Doc, title: string): void {
  const text = doc.getText('title');
  const { index, removed, inserted } = findEdit(text.toString(), title);
  doc.transact(() => {
    if (removed > 0) text.delete(index, removed);
    if (inserted !== '') text.insert(index, inserted);
  });
}
