import { err, ok, type Result } from '@ecritoire/shared';
import { Inflate, ZipPassThrough } from 'fflate';
import { findData, type ReadBytes, type ZipEntry } from './zip-directory.ts';

/** What is unpacked at once is bounded by what goes in at once: 16 KiB make 16 MiB at most. */
const pushBytes = 16 * 1024;
const sliceBytes = 1024 * 1024;

/**
 * Unpacks one entry: exactly the bytes that its directory declares, with the checksum that it declares. It stops where
 * more comes out. Rejects when the file cannot be read.
 */
export async function readEntry(file: Blob, entry: ZipEntry): Promise<Result<Uint8Array, 'damaged'>> {
  const read = await readerOf(file, entry);
  const data = await findData(read, entry);
  if (data === undefined) return err('damaged');
  const unpacked = new Uint8Array(entry.bytes);
  const sink = createSink(unpacked);
  const isWhole = entry.isDeflated
    ? await inflate(read, data.start, data.end, sink)
    : sink.write(await read(data.start, data.end));
  return isWhole && sink.isFull() && checksum(unpacked) === entry.crc ? ok(unpacked) : err('damaged');
}

/** Each reading is an errand to the browser's own process: of a small entry all is read in one. */
async function readerOf(file: Blob, { offset, end }: ZipEntry): Promise<ReadBytes> {
  const read: ReadBytes = async (from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  if (end - offset > sliceBytes) return read;
  const whole = await read(offset, end);
  return async (from, to) => whole.subarray(from - offset, to - offset);
}

interface Sink {
  /** False: there is no room for it. */
  write(chunk: Uint8Array): boolean;
  isFull(): boolean;
}

function createSink(target: Uint8Array): Sink {
  let written = 0;
  return {
    write(chunk) {
      if (chunk.length > target.length - written) return false;
      target.set(chunk, written);
      written += chunk.length;
      return true;
    },
    isFull: () => written === target.length,
  };
}

async function inflate(read: ReadBytes, start: number, end: number, sink: Sink): Promise<boolean> {
  let hasRoom = true;
  const inflating = new Inflate((chunk) => {
    hasRoom &&= sink.write(chunk);
  });
  for (let from = start; from < end; from += sliceBytes) {
    const to = Math.min(end, from + sliceBytes);
    const slice = await read(from, to);
    for (let at = 0; at < slice.length; at += pushBytes) {
      const isLast = to === end && at + pushBytes >= slice.length;
      if (!push(inflating, slice.subarray(at, at + pushBytes), isLast) || !hasRoom) return false;
    }
  }
  return true;
}

/** False: the bytes are not deflated data. */
function push(inflating: Inflate, bytes: Uint8Array, isLast: boolean): boolean {
  try {
    inflating.push(bytes, isLast);
    return true;
  } catch {
    return false;
  }
}

/** CRC-32, as every entry of an archive has it. */
function checksum(bytes: Uint8Array): number {
  const sum = new ZipPassThrough('');
  sum.ondata = () => undefined;
  sum.push(bytes, true);
  return sum.crc >>> 0;
}
