import type { Editor } from '@tiptap/core';
import type { Range } from '../../block-ids/local-change.ts';
import { toLasting } from '../../lasting-range.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import { documentIdOfAddress } from './document-address.ts';
import type { KnownDocument, OtherDocuments } from './other-documents.ts';
import { shortTitle } from './shown-link.ts';

/**
 * Puts a link in place of a part of one block: the title as its words, and again as its `title`, by which it is known
 * later that nobody chose other words. A step of its own for undo, which gives back what was there.
 */
export function insertDocumentLink(
  editor: Editor,
  range: Range,
  { id, title }: KnownDocument,
  documents: OtherDocuments,
): void {
  const words = shortTitle(title) || documents.untitled;
  replaceByLink(editor, range, words, { href: documents.addressOf(id), title: words });
}

/** The same for an address. Its own words stay until the document is known. */
export function insertLinkToAddress(editor: Editor, range: Range, address: string, documents: OtherDocuments): void {
  const id = documentIdOfAddress(address);
  const found = id === undefined ? 'unknown' : documents.find(id);
  if (typeof found === 'object') insertDocumentLink(editor, range, found, documents);
  else replaceByLink(editor, range, address, { href: address });
}

function replaceByLink({ state, view }: Editor, { from, to }: Range, words: string, attrs: object): void {
  const link = state.schema.marks['link'];
  if (link === undefined) return;
  const marks = link.create({ ...attrs }).addToSet(state.doc.resolve(from).marks());
  undoPartsOf(state).undoManager.stopCapturing();
  view.dispatch(state.tr.replaceWith(from, to, state.schema.text(words, marks)).scrollIntoView());
}

/** The same for a document that is made now. The text may change meanwhile; when nothing is made, it stays as it is. */
export async function insertLinkToNew(
  editor: Editor,
  range: Range,
  title: string,
  documents: OtherDocuments,
): Promise<void> {
  const place = toLasting(editor.state, range);
  const typed = editor.state.doc.textBetween(range.from, range.to);
  const id = await documents.create(title);
  if (id === undefined || editor.isDestroyed) return;
  const now = place(editor.state);
  if (now === undefined || editor.state.doc.textBetween(now.from, now.to) !== typed) return;
  insertDocumentLink(editor, now, { id, title, isTrashed: false }, documents);
}
