import { toBase64UrlEncoded } from 'lib0/buffer';

declare const brand: unique symbol;

/** Names one document, for ever and everywhere: 22 characters of base64url (128 random bits), or `e2-` and 32 characters when it is encrypted. */
export type DocumentId = string & { readonly [brand]: 'DocumentId' };

/** Names what one connection synchronises: a document, or a part of it (`<documentId>.comments`). */
export type RoomId = string & { readonly [brand]: 'DocumentId' | 'RoomId' };

const documentIdForm = /^([A-Za-z0-9_-]{22}|e2-[A-Za-z0-9_-]{32})$/;
const roomIdForm = /^([A-Za-z0-9_-]{22}|e2-[A-Za-z0-9_-]{32})(\.(comments|versions))?$/;

const documentIdBytes = 16;

/** Whether the text has the form of a document's address; says nothing about whether the document exists. */
export const isDocumentId = (text: string): text is DocumentId => documentIdForm.test(text);

/** Whether a relay may open a room of that name. */
export const isRoomId = (text: string): text is RoomId => roomIdForm.test(text);

/** The id that spells these 16 random bytes. They are drawn on the device, never asked of a server. Throws on any other length. */
export function documentIdFromBytes(bytes: Uint8Array): DocumentId {
  if (bytes.length !== documentIdBytes) throw new RangeError(`A document id has 16 bytes, not ${bytes.length}`);
  return toBase64UrlEncoded(bytes) as DocumentId;
}
