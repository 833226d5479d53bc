/** What follows a row's bytes in the buffer behind them: a mark, and the checksum of the row. */
const mark = 0xec21_7012;
const markBytes = 4;
const sealBytes = 8;

/**
 * The same update, fit to be stored with its own checksum. IndexedDB keeps the whole buffer behind a view (HTML,
 * StructuredSerializeInternal), so the row stays a bare V1 update to every program that reads it, y-indexeddb included,
 * and ours can tell a flipped bit that still decodes from what was written.
 */
export function sealRow(update: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(update.length + sealBytes);
  bytes.set(update);
  const seal = new DataView(bytes.buffer, update.length);
  seal.setUint32(0, mark);
  seal.setUint32(markBytes, checksum(update));
  return bytes.subarray(0, update.length);
}

/**
 * Whether a stored row is what was written. `none`: another program wrote it, or an older version of this one; its
 * bytes may be anything.
 */
export function readSeal(row: Uint8Array): 'intact' | 'broken' | 'none' {
  const end = row.byteOffset + row.byteLength;
  if (row.buffer.byteLength !== end + sealBytes) return 'none';
  const seal = new DataView(row.buffer, end);
  if (seal.getUint32(0) !== mark) return 'none';
  return seal.getUint32(markBytes) === checksum(row) ? 'intact' : 'broken';
}

/** FNV-1a, 32 bits: a change within one byte is always seen, any other but once in four thousand million times. */
function checksum(bytes: Uint8Array): number {
  let hash = 0x811c_9dc5;
  // By index: an iterator takes ten times as long, and this runs over every byte of every document that is opened.
  for (let index = 0; index < bytes.length; index += 1) hash = Math.imul(hash ^ (bytes[index] ?? 0), 0x0100_0193);
  return hash >>> 0;
}
