import { decodeUtf8 } from 'lib0/string';
import { err, ok, type Result } from './result.ts';
import { framesIn } from './web-socket-frames.ts';

/** What a stream of frames says. `text` is never meant for us. */
export type Carried =
  | { readonly type: 'message'; readonly bytes: Uint8Array }
  | { readonly type: 'text' }
  | { readonly type: 'close'; readonly code: number; readonly reason: string };

/** Why a stream cannot be read on. */
export type StreamFault = 'malformed' | 'too-large';

/** A farewell without a code, as a WebSocket reports it (RFC 6455, section 7.1.5). */
const noCode = 1005;

/** Puts messages together from frames that come piece by piece, each piece of whole frames. */
export class MessageReader {
  readonly #maxMessageBytes: number;
  #fragments: Uint8Array[] = [];
  #fragmentBytes = 0;

  constructor(maxMessageBytes: number) {
    this.#maxMessageBytes = maxMessageBytes;
  }

  /** What the next piece completes, in order. Messages may be views of it. After a fault nothing more can be read. */
  read(piece: Uint8Array): Result<Carried[], StreamFault> {
    const frames = framesIn(piece);
    if (frames === undefined) return err('malformed');
    const carried: Carried[] = [];
    for (const { type, isLast, bytes } of frames) {
      if (type === 'close') carried.push(farewellIn(bytes));
      if (type === 'text') carried.push({ type: 'text' });
      if (type !== 'binary' && type !== 'continuation') continue;
      if ((type === 'continuation') !== this.#fragments.length > 0) return err('malformed');
      // Fragments of nothing could be sent without end.
      if (bytes.length === 0 && !isLast) return err('malformed');
      this.#fragments.push(bytes);
      this.#fragmentBytes += bytes.length;
      if (this.#fragmentBytes > this.#maxMessageBytes) return err('too-large');
      if (isLast) carried.push({ type: 'message', bytes: this.#takeMessage() });
    }
    return ok(carried);
  }

  #takeMessage(): Uint8Array {
    const [first, ...rest] = this.#fragments;
    const length = this.#fragmentBytes;
    const all = this.#fragments;
    this.#fragments = [];
    this.#fragmentBytes = 0;
    if (first !== undefined && rest.length === 0) return first;
    const message = new Uint8Array(length);
    let at = 0;
    for (const fragment of all) {
      message.set(fragment, at);
      at += fragment.length;
    }
    return message;
  }
}

function farewellIn(bytes: Uint8Array): Carried {
  const [high, low] = bytes;
  const code = high === undefined || low === undefined ? noCode : high * 256 + low;
  return { type: 'close', code, reason: decodeUtf8(bytes.subarray(2)) };
}
