import { toBase64UrlEncoded } from 'lib0/buffer';

declare const brand: unique symbol;

/** Names one document, for ever and everywhere: 22 characters of base64url (128 random bits), or `e2-` and 32 characters when it is encrypted. */
export type DocumentId = string & { readonly [brand]: 'DocumentId' };

/** Names what one connection synchronises: a document, a part of it (`<documentId>.comments`), or a library. */
export type RoomId = string & { readonly [brand]: 'DocumentId' | 'LibraryRoomId' | 'RoomId' };

/**
 * Names a list of documents that several devices share: 22 characters of base64url and `.library`. Never a document's
 * name, so no editor ever writes into a list.
 */
export type LibraryRoomId = string & { readonly [brand]: 'LibraryRoomId' };

const documentIdForm = /^([A-Za-z0-9_-]{22}|e2-[A-Za-z0-9_-]{32})$/;
const libraryRoomIdForm = /^[A-Za-z0-9_-]{22}\.library$/;
const roomIdForm = /^([A-Za-z0-9_-]{22}(\.library)?|([A-Za-z0-9_-]{22}|e2-[A-Za-z0-9_-]{32})(\.(comments|versions))?)$/;

const idBytes = 16;

/** Whether the text has the form of a document's address; says nothing about whether the document exists. */
export const isDocumentId = (text: string): text is DocumentId => documentIdForm.test(text);

/** Whether the text has the form of a library's room. */
export const isLibraryRoomId = (text: string): text is LibraryRoomId => libraryRoomIdForm.test(text);

/** Whether a relay may open a room of that name. */
export const isRoomId = (text: string): text is RoomId => roomIdForm.test(text);

/** The id that spells these 16 random bytes. They are drawn on the device, never asked of a server. Throws on any other length. */
export const documentIdFromBytes = (bytes: Uint8Array): DocumentId => spell(bytes) as DocumentId;

/** The same for the room of a library. */
export const libraryRoomIdFromBytes = (bytes: Uint8Array): LibraryRoomId => `${spell(bytes)}.library` as LibraryRoomId;

function spell(bytes: Uint8Array): string {
  if (bytes.length !== idBytes) throw new RangeError(`An id has ${idBytes} bytes, not ${bytes.length}`);
  return toBase64UrlEncoded(bytes);
}
