import { type LibraryRoomId, libraryRoomIdFromBytes } from '@ecritoire/shared';
import { fromBase64UrlEncoded, toBase64UrlEncoded } from 'lib0/buffer';
import { type LinkCode, spellLinkCode } from './link-code.ts';

/** What two devices that know the same code have in common, and nobody else. */
export interface LinkSecrets {
  /** Where they meet. It says nothing about the code: who wants the code back must try 2^85 of them. */
  readonly room: LibraryRoomId;
  readonly code: SealingKey;
}

/** Encrypts and authenticates small values. `purpose` is bound to them: what was sealed for one opens for no other. */
export interface SealingKey {
  seal(purpose: string, value: unknown): Promise<string>;
  /** The value, or `undefined` when the text was not sealed with this key, for this purpose. Never rejects. */
  open(purpose: string, sealed: string): Promise<unknown>;
}

/** One device's half of a key that no third device has, whatever it overhears. */
export interface KeyHalf {
  /** To be told to the other device. */
  readonly publicKey: string;
  /** The key shared with the device whose public half this is; `undefined` when the text is no public half. */
  agreeWith(publicKey: string, code: LinkCode): Promise<SealingKey | undefined>;
}

const roomBits = 128;
const nonceBytes = 12;
const curve = { name: 'ECDH', namedCurve: 'P-256' };

/** Whether the browser offers cryptography here: it does not over plain HTTP. */
export const canLinkHere = (): boolean => globalThis.crypto?.subtle !== undefined;

export async function deriveLinkSecrets(code: LinkCode): Promise<LinkSecrets> {
  const material = await importMaterial(new TextEncoder().encode(code));
  const [room, key] = await Promise.all([
    crypto.subtle.deriveBits(derivation('room'), material, roomBits),
    deriveKey(material, 'messages', ''),
  ]);
  return { room: libraryRoomIdFromBytes(new Uint8Array(room)), code: key };
}

/** A new code, and the key whose fingerprint it is: who is told the code knows whom the answer must come from. */
export async function drawLinkCode(): Promise<{ readonly code: LinkCode; readonly half: KeyHalf }> {
  for (;;) {
    const half = await createKeyHalf();
    const code = await fingerprint(half.publicKey);
    if (code !== undefined) return { code, half };
  }
}

/** Whether it is with this key that the code was drawn. To find another one that fits takes 2^85 attempts. */
export const isKeyOfCode = async (publicKey: string, code: LinkCode): Promise<boolean> =>
  (await fingerprint(publicKey)) === code;

async function fingerprint(publicKey: string): Promise<LinkCode | undefined> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(publicKey));
  return spellLinkCode(new Uint8Array(digest));
}

export async function createKeyHalf(): Promise<KeyHalf> {
  const pair = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const publicBytes = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return {
    publicKey: toBase64UrlEncoded(publicBytes),
    async agreeWith(publicKey, code) {
      try {
        const other = await crypto.subtle.importKey('raw', bytesOf(publicKey), curve, false, []);
        const shared = await crypto.subtle.deriveBits({ name: curve.name, public: other }, pair.privateKey, 256);
        return await deriveKey(await importMaterial(new Uint8Array(shared)), 'grant', code);
      } catch {
        // No point of the curve, or no base64url: it comes from the network, so this is no defect.
        return undefined;
      }
    },
  };
}

const importMaterial = (bytes: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveBits', 'deriveKey']);

const derivation = (use: string, salt = ''): HkdfParams => ({
  name: 'HKDF',
  hash: 'SHA-256',
  salt: new TextEncoder().encode(salt),
  info: new TextEncoder().encode(`ecritoire device link 1: ${use}`),
});

async function deriveKey(material: CryptoKey, use: string, salt: string): Promise<SealingKey> {
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(derivation(use, salt), material, aes, false, ['encrypt', 'decrypt']);
  const parameters = (nonce: Uint8Array<ArrayBuffer>, purpose: string): AesGcmParams => ({
    name: aes.name,
    iv: nonce,
    additionalData: new TextEncoder().encode(purpose),
  });
  return {
    async seal(purpose, value) {
      const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
      const clear = new TextEncoder().encode(JSON.stringify(value));
      const sealed = await crypto.subtle.encrypt(parameters(nonce, purpose), key, clear);
      return toBase64UrlEncoded(new Uint8Array([...nonce, ...new Uint8Array(sealed)]));
    },
    async open(purpose, sealed) {
      try {
        const bytes = bytesOf(sealed);
        const nonce = bytes.slice(0, nonceBytes);
        const clear = await crypto.subtle.decrypt(parameters(nonce, purpose), key, bytes.slice(nonceBytes));
        return JSON.parse(new TextDecoder().decode(clear));
      } catch {
        // Not ours, or tampered with; it comes from the network, so this is no defect.
        return undefined;
      }
    },
  };
}

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(fromBase64UrlEncoded(text));
