/** The protocols a link may have, wherever it comes from: typed, pasted, or written by another client. */
const safeProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:']);

/**
 * Whether an address may be put behind a link. Absolute addresses of the allowed protocols only: a relative one would mean
 * something else wherever the document is opened. Reads the address as the browser will, so that hidden characters
 * (`java\nscript:`) gain nothing.
 */
export function isSafeLink(address: string): boolean {
  return URL.canParse(address) && safeProtocols.has(new URL(address).protocol);
}

/** No colon before the first slash, question mark or hash: a browser can read no protocol into it. */
const schemelessForm = /^[^\s:/?#]+\.[^\s:/?#]+([/?#]\S*)?$/;

/** What the editor may turn into a link by itself: a safe address, or a bare `example.org` to which it adds the protocol. */
export const isLinkable = (text: string): boolean => isSafeLink(text) || schemelessForm.test(text);

const emailForm = /^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/;
const phoneForm = /^\+?[\d\s().-]{6,}$/;
const hasProtocol = /^[a-z][a-z\d+.-]*:(?!\d+(\/|$))/i;

/**
 * What a person most likely meant by what they typed: `example.org` is `https://example.org`, an e-mail address is
 * `mailto:…`, a phone number `tel:…`. `undefined` when no safe address can be made of it.
 */
export function parseLink(typed: string): string | undefined {
  const text = typed.trim();
  if (text === '') return undefined;
  const address = completeAddress(text);
  if (!isSafeLink(address)) return undefined;
  // `https://word` parses, but somebody who types a bare word did not mean a host.
  const isGuessedHost = address !== text && address.startsWith('https://');
  return isGuessedHost && !/^[^/?#]+\.[^/?#.]{2,}|^localhost/i.test(text) ? undefined : address;
}

function completeAddress(text: string): string {
  if (hasProtocol.test(text)) return text;
  if (emailForm.test(text)) return `mailto:${text}`;
  if (phoneForm.test(text)) return `tel:${text.replace(/[^\d+]/g, '')}`;
  return `https://${text}`;
}
