import type { Editor } from '@tiptap/core';
import type { Slice } from '@tiptap/pm/model';
import { documentIdOfAddress, isOfThisSite } from './document-address.ts';
import { insertLinkToAddress } from './insert-document-link.ts';
import type { OtherDocuments } from './other-documents.ts';

/**
 * Makes a link of the address of a document that is pasted by itself: first the address as text, then the link in its
 * place, so that the first undo gives the plain address back.
 */
export function pasteAddress(editor: Editor, event: ClipboardEvent, slice: Slice, documents: OtherDocuments): boolean {
  const { selection } = editor.state;
  const address = event.clipboardData?.getData('text/plain').trim() ?? '';
  const id = documentIdOfAddress(address);
  if (id === undefined || !selection.empty || !selection.$from.parent.inlineContent) return false;
  // A link that was copied with words of its own keeps them.
  const hasOtherWords = slice.size > 0 && slice.content.textBetween(0, slice.content.size).trim() !== address;
  const isCode = selection.$from.parent.type.spec.code === true;
  if (hasOtherWords || isCode || (!isOfThisSite(address) && typeof documents.find(id) === 'string')) return false;
  const { from } = selection;
  editor.view.dispatch(editor.state.tr.insertText(address).scrollIntoView());
  insertLinkToAddress(editor, { from, to: from + address.length }, address, documents);
  return true;
}
