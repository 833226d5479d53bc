import { err, ok, type Result } from '@ecritoire/shared';

declare const brand: unique symbol;

/** A code that one device shows and another is told: 17 symbols, which are 85 random bits, and one that checks them. */
export type LinkCode = string & { readonly [brand]: 'LinkCode' };

/** Why a text is no code. */
export type CodeFault =
  | { readonly type: 'empty' }
  | { readonly type: 'too-short'; readonly missing: number }
  | { readonly type: 'too-long' }
  /** Contains a sign that no code has. */
  | { readonly type: 'foreign-sign'; readonly sign: string }
  /** Every sign is possible, but at least one is not the right one, or two have changed places. */
  | { readonly type: 'slip' };

/** Crockford's base 32: no letter that is easily taken for another sign, and no U, so that no word comes about. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const symbolCount = 17;
const codeLength = symbolCount + 1;
const groupLength = 3;

/**
 * Crockford's check: the remainder by a prime above 32, which every single wrong symbol and every exchange of two
 * neighbours changes.
 */
const checkPrime = 37;

const lookAlikes: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0' };

/** What people and programs put between groups. */
const separators = /[\s\-‐-―.,:_·]/gu;

/**
 * The code that the first 85 bits of these random bytes spell (five of each byte), at least 17 of them. `undefined` for
 * one in seven: the check has five values for which there is no ordinary letter.
 */
export function spellLinkCode(bytes: Uint8Array): LinkCode | undefined {
  const symbols = [...bytes.slice(0, symbolCount)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
  const check = alphabet.charAt(checkOf(symbols));
  return check === '' ? undefined : (`${symbols}${check}` as LinkCode);
}

/** As it is shown and read aloud: in groups of three. */
export const formatLinkCode = (code: LinkCode): string =>
  (code.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join(' ');

/**
 * Reads what a person typed or pasted: in any case, with any separators, look-alike letters taken for what they look
 * like, and the whole address around it if it was that.
 */
export function parseLinkCode(text: string): Result<LinkCode, CodeFault> {
  const signs = [
    ...text
      .slice(text.lastIndexOf('#') + 1)
      .normalize('NFKC')
      .toUpperCase()
      .replace(separators, ''),
  ];
  if (signs.length === 0) return err({ type: 'empty' });
  const symbols = signs.map((sign) => lookAlikes[sign] ?? sign);
  const foreign = symbols.find((symbol) => !alphabet.includes(symbol));
  if (foreign !== undefined) return err({ type: 'foreign-sign', sign: foreign });
  if (symbols.length < codeLength) return err({ type: 'too-short', missing: codeLength - symbols.length });
  if (symbols.length > codeLength) return err({ type: 'too-long' });
  const code = symbols.join('');
  const isSound = alphabet.charAt(checkOf(code.slice(0, symbolCount))) === code.charAt(symbolCount);
  return isSound ? ok(code as LinkCode) : err({ type: 'slip' });
}

function checkOf(symbols: string): number {
  let remainder = 0;
  for (const symbol of symbols) remainder = (remainder * alphabet.length + alphabet.indexOf(symbol)) % checkPrime;
  return remainder;
}
