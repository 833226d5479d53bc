import type * as Y from 'yjs';

/**
 * Makes the document's title read `title`, touching only the characters that differ, so that two people who edit
 * different ends of it keep both. Never splits a character that takes two UTF-16 units: Yjs would show its halves
 * differently to the author and to everybody else.
 */
export function writeTitle(doc: Y.Doc, title: string): void {
  const text = doc.getText('title');
  const before = [...text.toString()];
  const after = [...title];
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const position = before.slice(0, start).join('').length;
  const removed = before.slice(start, before.length - end).join('').length;
  const inserted = after.slice(start, after.length - end).join('');
  doc.transact(() => {
    if (removed > 0) text.delete(position, removed);
    if (inserted !== '') text.insert(position, inserted);
  });
}
