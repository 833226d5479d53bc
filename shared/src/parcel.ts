import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { err, ok, type Result } from './result.ts';

/** What one HTTP request or answer carries when frames travel over HTTP (docs/protocol.md §8). */
export type Parcel = {
  /** Whose it is: an answer for somebody else, from a cache that lies, is not believed. */
  readonly session: string;
  /**
   * - `frames`: piece `number` of one direction, or what the other side has already, with no bytes.
   * - `taken`: the client's piece `number`, and everything before it, is with the relay.
   * - `gone`: the relay knows no such session; start a new one.
   * - `damaged`: the request did not arrive whole; repeat it.
   */
  readonly type: (typeof parcelTypes)[number];
  readonly number: number;
  /** Whole WebSocket frames, one after the other, unmasked. */
  readonly frames: Uint8Array;
};

/** Position is the number on the wire: add at the end only. */
const parcelTypes = ['frames', 'taken', 'gone', 'damaged'] as const;

/** Not a type that any other program answers with. */
export const parcelContentType = 'application/vnd.ecritoire.parcel';

/** "ECR" and the version. A page, a compressed body and the answer of any other program begin otherwise. */
const marker = Uint8Array.of(0x45, 0x43, 0x52, 1);

const sessionForm = /^[A-Za-z0-9_-]{22}$/;

/** Whether the text has the form of a session's name: 16 random bytes in base64url, drawn by the client. */
export const isSessionId = (text: string): boolean => sessionForm.test(text);

export const noFrames = new Uint8Array(0);

export function encodeParcel({ session, type, number, frames }: Parcel): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeUint8Array(encoder, marker);
  encoding.writeVarString(encoder, session);
  encoding.writeVarUint(encoder, parcelTypes.indexOf(type));
  encoding.writeVarUint(encoder, number);
  encoding.writeVarUint8Array(encoder, frames);
  return encoding.toUint8Array(encoder);
}

/**
 * Reads one body. `foreign`: it does not begin as ours does; `damaged`: it does, but something is missing, too much or
 * unknown. Never throws. `frames` is a view of the body.
 */
export function decodeParcel(body: Uint8Array): Result<Parcel, 'foreign' | 'damaged'> {
  if (!marker.every((byte, place) => body[place] === byte)) return err('foreign');
  try {
    const decoder = decoding.createDecoder(body.subarray(marker.length));
    const session = decoding.readVarString(decoder);
    const type = parcelTypes[decoding.readVarUint(decoder)];
    const number = decoding.readVarUint(decoder);
    const frames = decoding.readVarUint8Array(decoder);
    return type === undefined || decoding.hasContent(decoder) ? err('damaged') : ok({ session, type, number, frames });
  } catch {
    // lib0 throws on every kind of truncation.
    return err('damaged');
  }
}
