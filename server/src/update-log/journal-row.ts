import { crc32 } from 'node:zlib';

/**
 * One commit as the journal stores it: the updates in a row, and a directory that says how to cut them. The directory
 * has 12 bytes per record (room, length, checksum; 32 bits each, little-endian) and ends with a checksum of its own,
 * so a damaged update costs that update only.
 */
export type JournalRow = {
  /** The number of the first record. */
  readonly first: number;
  readonly atMs: number;
  readonly directory: Uint8Array;
  readonly bytes: Uint8Array;
};

export type JournalRecord = {
  readonly record: number;
  readonly room: number;
  readonly checksum: number;
  readonly update: Uint8Array;
  readonly isDamaged: boolean;
};

export const directoryEntryBytes = 12;
/** The directory's own checksum. */
export const directoryTrailerBytes = 4;

const lengthAt = 4;
const checksumAt = 8;

/** Bound to the place, so that a record in another one's place, or another room's, is damage too. */
export const checksumOf = (room: number, record: number, bytes: Uint8Array): number =>
  crc32(bytes, (Math.imul(room, 0x9e3779b1) ^ record) >>> 0);

/** How many records the row has, also when the directory is damaged. */
export const recordCount = ({ directory }: Pick<JournalRow, 'directory'>): number =>
  Math.floor((directory.length - directoryTrailerBytes) / directoryEntryBytes);

/** Writes one entry of a directory; the checksums come with `sealDirectory`. */
export function writeDirectoryEntry(directory: DataView, place: number, room: number, length: number): void {
  const at = place * directoryEntryBytes;
  directory.setUint32(at, room, true);
  directory.setUint32(at + lengthAt, length, true);
}

/**
 * Finishes a directory in place: `roomOf` turns what was written as room into the room's number, and the checksums
 * are filled in. Calls `sealed` for every record, in order.
 */
export function sealDirectory(
  { first, directory, bytes }: JournalRow,
  roomOf: (written: number) => number,
  sealed: (room: number, record: number, update: Uint8Array) => void,
): void {
  const view = viewOf(directory);
  const count = recordCount({ directory });
  let start = 0;
  for (let place = 0; place < count; place += 1) {
    const at = place * directoryEntryBytes;
    const room = roomOf(view.getUint32(at, true));
    const update = bytes.subarray(start, start + view.getUint32(at + lengthAt, true));
    start += update.length;
    view.setUint32(at, room, true);
    view.setUint32(at + checksumAt, checksumOf(room, first + place, update), true);
    sealed(room, first + place, update);
  }
  const trailer = directory.length - directoryTrailerBytes;
  view.setUint32(trailer, directoryChecksum(first, directory), true);
}

/** The records of a row, damaged ones marked; undefined when the directory itself is damaged. */
export function readJournalRow(row: JournalRow): JournalRecord[] | undefined {
  const { first, directory, bytes } = row;
  if (directory.length % directoryEntryBytes !== directoryTrailerBytes) return undefined;
  const view = viewOf(directory);
  const trailer = directory.length - directoryTrailerBytes;
  if (view.getUint32(trailer, true) !== directoryChecksum(first, directory)) return undefined;
  const records: JournalRecord[] = [];
  let start = 0;
  for (let place = 0; place < recordCount(row); place += 1) {
    const at = place * directoryEntryBytes;
    const room = view.getUint32(at, true);
    const end = start + view.getUint32(at + lengthAt, true);
    const update = bytes.subarray(start, end);
    const checksum = view.getUint32(at + checksumAt, true);
    const record = first + place;
    const isDamaged = end > bytes.length || checksum !== checksumOf(room, record, update);
    records.push({ record, room, checksum, update, isDamaged });
    start = end;
  }
  return records;
}

const directoryChecksum = (first: number, directory: Uint8Array): number =>
  crc32(directory.subarray(0, directory.length - directoryTrailerBytes), first >>> 0);

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
