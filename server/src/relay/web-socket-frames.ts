/** The first byte of a WebSocket frame (RFC 6455, section 5.2): the last bit that a message has more, and what it is. */
const binary = 0x02;
const continuation = 0x00;
const final = 0x80;

/** A message is cut into frames of this size, so that a ping can go between them and a slow peer shows progress. */
export const fragmentBytes = 64 * 1024;

/** The bytes of one protocol message as WebSocket frames, in chunks between which other frames may go. */
export function toChunks(message: Uint8Array): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let start = 0; start === 0 || start < message.length; start += fragmentBytes) {
    const piece = message.subarray(start, start + fragmentBytes);
    const isLast = start + fragmentBytes >= message.length;
    const chunk = Buffer.allocUnsafe(headerBytes(piece.length) + piece.length);
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
