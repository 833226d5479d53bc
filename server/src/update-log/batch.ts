import { directoryEntryBytes, directoryTrailerBytes, writeDirectoryEntry } from './journal-row.ts';

/** The updates that will share the next commit, already in the form in which the journal stores them. */
export type Batch = {
  /** `room` is a number that both sides of the thread know. The bytes are copied. */
  add(room: number, update: Uint8Array): void;
  count(): number;
  bytes(): number;
  /** What to hand to the thread, to be transferred; the batch is used up. */
  take(): { readonly directory: Uint8Array<ArrayBuffer>; readonly bytes: Uint8Array<ArrayBuffer> };
};

const firstRecords = 16;
const firstBytes = 1024;

export function createBatch(): Batch {
  let directory = new DataView(new ArrayBuffer(firstRecords * directoryEntryBytes + directoryTrailerBytes));
  let bytes = new Uint8Array(firstBytes);
  let count = 0;
  let used = 0;

  function growDirectory(): void {
    const larger = new Uint8Array(directory.byteLength * 2);
    larger.set(new Uint8Array(directory.buffer));
    directory = new DataView(larger.buffer);
  }

  function growBytes(needed: number): void {
    const larger = new Uint8Array(Math.max(bytes.length * 2, needed));
    larger.set(bytes.subarray(0, used));
    bytes = larger;
  }

  return {
    add(room, update) {
      if ((count + 1) * directoryEntryBytes + directoryTrailerBytes > directory.byteLength) growDirectory();
      if (used + update.length > bytes.length) growBytes(used + update.length);
      writeDirectoryEntry(directory, count, room, update.length);
      bytes.set(update, used);
      count += 1;
      used += update.length;
    },
    count: () => count,
    bytes: () => used,
    take: () => ({
      directory: new Uint8Array(directory.buffer, 0, count * directoryEntryBytes + directoryTrailerBytes),
      bytes: bytes.subarray(0, used),
    }),
  };
}
