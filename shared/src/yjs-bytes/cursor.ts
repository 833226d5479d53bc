import { decodeUtf8 } from 'lib0/string';

// Values may hold values. What is nested deeper than any document would exhaust the stack of whoever reads it.
const maxDepth = 200;

/**
 * A place in bytes of lib0's encoding (https://github.com/dmonad/lib0, `decoding.js`). Reading past the end, and
 * everything that lib0 would not read, throws.
 */
export class Cursor {
  readonly #bytes: Uint8Array;
  position: number;

  constructor(bytes: Uint8Array, position = 0) {
    this.#bytes = bytes;
    this.position = position;
  }

  readByte(): number {
    const byte = this.#bytes[this.position];
    if (byte === undefined) throw new RangeError('The bytes end early');
    this.position += 1;
    return byte;
  }

  readUint(): number {
    let byte = this.readByte();
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let factor = 0x80;
    while (byte >= 0x80) {
      byte = this.readByte();
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('The number is too large');
    }
    return value;
  }

  skip(bytes: number): void {
    if (bytes > this.#bytes.length - this.position) throw new RangeError('The bytes end early');
    this.position += bytes;
  }

  /** Skips a string; answers with its length in UTF-16 code units, which is how Yjs counts text. */
  skipString(): number {
    const start = this.#startOfString();
    for (let at = start; at < this.position; at += 1)
      if ((this.#bytes[at] ?? 0) >= 0x80) return this.#textSince(start).length;
    return this.position - start;
  }

  /** Skips a JSON text, or the one word given that stands for a value without JSON. */
  skipJson(exception?: string): void {
    const text = this.#textSince(this.#startOfString());
    if (text !== exception) JSON.parse(text);
  }

  /** Skips a value of lib0's `any` encoding. */
  skipAny(depth = 0): void {
    if (depth > maxDepth) throw new RangeError('The value is nested too deeply');
    const kind = this.readByte();
    switch (kind) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        break;
      case 125: // integer
        this.#skipInt();
        break;
      case 124: // float32
        this.skip(4);
        break;
      case 123: // float64
      case 122: // bigint
        this.skip(8);
        break;
      case 119: // text
        this.skipString();
        break;
      case 118: // object
        for (let left = this.readUint(); left > 0; left -= 1) {
          this.skipString();
          this.skipAny(depth + 1);
        }
        break;
      case 117: // array
        for (let left = this.readUint(); left > 0; left -= 1) this.skipAny(depth + 1);
        break;
      case 116: // bytes
        this.skip(this.readUint());
        break;
      default:
        throw new RangeError(`No value has the kind ${kind}`);
    }
  }

  /** Skips the options of a nested document: any value that has properties to look for. */
  skipOptions(): void {
    const kind = this.#bytes[this.position];
    if (kind === 127 || kind === 126) throw new RangeError('A nested document has no options');
    this.skipAny();
  }

  // The sign takes one bit of the first byte, and the first byte of a longer number has six bits of it.
  #skipInt(): void {
    let byte = this.readByte();
    let value = byte & 0x3f;
    let factor = 0x40;
    while (byte >= 0x80) {
      byte = this.readByte();
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('The number is too large');
    }
  }

  /** Moves behind a string; answers with where its bytes begin. */
  #startOfString(): number {
    const bytes = this.readUint();
    const start = this.position;
    this.skip(bytes);
    return start;
  }

  #textSince(start: number): string {
    return decodeUtf8(this.#bytes.subarray(start, this.position));
  }
}
