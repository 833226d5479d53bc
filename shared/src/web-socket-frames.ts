import { encodeUtf8 } from 'lib0/string';

/** The first byte of a WebSocket frame (RFC 6455, section 5.2): the last bit that a message has more, and what it is. */
const binary = 0x02;
const continuation = 0x00;
const final = 0x80;
const close = 0x08;
const reservedBits = 0x70;
const masked = 0x80;

/** A message is cut into frames of this size, so that a ping can go between them and a slow peer shows progress. */
export const fragmentBytes = 64 * 1024;

/** The bytes of one protocol message as WebSocket frames, in chunks between which other frames may go. */
export function toChunks(message: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < message.length; start += fragmentBytes) {
    const piece = message.subarray(start, start + fragmentBytes);
    const isLast = start + fragmentBytes >= message.length;
    const chunk = new Uint8Array(headerBytes(piece.length) + piece.length);
    const end = writeHeader(chunk, 0, (start === 0 ? binary : continuation) | (isLast ? final : 0), piece.length);
    chunk.set(piece, end);
    chunks.push(chunk);
  }
  return chunks;
}

/** What `bytes` of one unfragmented message take with their header. */
export const framedBytes = (bytes: number): number => headerBytes(bytes) + bytes;

/** Writes the header of one unfragmented message; answers with where its bytes begin. */
export const writeMessageHeader = (target: Uint8Array, at: number, bytes: number): number =>
  writeHeader(target, at, binary | final, bytes);

/** What ends a stream of frames, as a frame; `reason` is short. */
export function closeFrame(code: number, reason: string): Uint8Array {
  const text = encodeUtf8(reason);
  const frame = new Uint8Array(4 + text.length);
  writeHeader(frame, 0, close | final, 2 + text.length);
  frame.set([code >> 8, code & 0xff], 2);
  frame.set(text, 4);
  return frame;
}

/** One frame without its header, as it stands in a stream. `text` is what nobody of ours sends. */
export type Frame = {
  readonly type: 'binary' | 'continuation' | 'close' | 'text' | 'control';
  /** Whether the message ends here. */
  readonly isLast: boolean;
  readonly bytes: Uint8Array;
};

/** The frames in these bytes, as views of them; undefined unless they are whole frames, unmasked, and nothing else. */
export function framesIn(bytes: Uint8Array): Frame[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length; ) {
    const start = at + 2 + lengthBytesAt(bytes, at);
    if (start > bytes.length) return undefined;
    const first = view.getUint8(at);
    const length = lengthAt(view, at);
    const type = frameTypes.get(first & 0x0f);
    if (type === undefined || (first & reservedBits) !== 0 || length === undefined) return undefined;
    at = start + length;
    if (at > bytes.length) return undefined;
    frames.push({ type, isLast: (first & final) !== 0, bytes: bytes.subarray(start, at) });
  }
  return frames;
}

const frameTypes: ReadonlyMap<number, Frame['type']> = new Map([
  [continuation, 'continuation'],
  [0x01, 'text'],
  [binary, 'binary'],
  [close, 'close'],
  [0x09, 'control'],
  [0x0a, 'control'],
]);

function lengthBytesAt(bytes: Uint8Array, at: number): number {
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  return short < 126 ? 0 : short === 126 ? 2 : 8;
}

/** Undefined for a masked frame, and for a length that nobody means. */
function lengthAt(view: DataView, at: number): number | undefined {
  const short = view.getUint8(at + 1);
  if ((short & masked) !== 0) return undefined;
  if (short < 126) return short;
  if (short === 126) return view.getUint16(at + 2);
  return view.getUint32(at + 2) === 0 ? view.getUint32(at + 6) : undefined;
}

const headerBytes = (bytes: number): number => (bytes < 126 ? 2 : bytes < 2 ** 16 ? 4 : 10);

function writeHeader(target: Uint8Array, at: number, firstByte: number, bytes: number): number {
  target[at] = firstByte;
  if (bytes < 126) {
    target[at + 1] = bytes;
    return at + 2;
  }
  const lengthBytes = bytes < 2 ** 16 ? 2 : 8;
  target[at + 1] = lengthBytes === 2 ? 126 : 127;
  for (let place = 0; place < lengthBytes; place += 1)
    target[at + 2 + place] = Math.floor(bytes / 256 ** (lengthBytes - 1 - place)) % 256;
  return at + 2 + lengthBytes;
}
