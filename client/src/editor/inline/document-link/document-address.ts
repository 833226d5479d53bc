import { type DocumentId, isDocumentId } from '@ecritoire/shared';

/** Far more than any address of ours; what is longer is not looked at. */
const longestAddress = 500;

/**
 * The document that an address names, on whatever site it was written: the same document may be on this device, brought
 * by a file or under another name of the server. `undefined` for every other address, and for one that asks for more than
 * the document (a query, a part of the page), which only its own site understands.
 */
export function documentIdOfAddress(address: unknown): DocumentId | undefined {
  if (typeof address !== 'string' || address.length > longestAddress || !URL.canParse(address)) return undefined;
  const { protocol, pathname, search, hash } = new URL(address);
  if (!/^https?:$/.test(protocol) || search !== '' || hash !== '') return undefined;
  const id = /^\/d\/([^/]+)\/?$/.exec(pathname)?.[1];
  return id !== undefined && isDocumentId(id) ? id : undefined;
}

/** Whether a link to a document that is not on this device leads to the site this page is from. */
export const isOfThisSite = (address: string): boolean => new URL(address).origin === location.origin;
