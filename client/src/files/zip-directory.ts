import { err, ok, type Result } from '@ecritoire/shared';

/** One file in a ZIP archive, as its directory describes it. */
export interface ZipEntry {
  readonly path: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  readonly compressedBytes: number;
  /** As declared: whoever unpacks must stop there. */
  readonly bytes: number;
  /** Where its local header begins. */
  readonly offset: number;
  /** Where the next entry, or the directory, begins. */
  readonly end: number;
}

/**
 * - `not-zip`: it begins otherwise.
 * - `incomplete`: it begins as an archive and does not end as one.
 * - `unsafe`: it ends as one, and is built in a way that no program of ours builds archives.
 */
export type ZipFault = 'not-zip' | 'incomplete' | 'unsafe';

export interface ZipLimits {
  readonly entries: number;
  readonly unpackedBytes: number;
}

const endBytes = 22;
const headerBytes = 46;
const localHeaderBytes = 30;
const maxCommentBytes = 0xffff;
const maxDirectoryBytes = 16 * 1024 * 1024;
/** Deflate cannot do better: more is declared than can be in there. */
const maxDeflateRatio = 1032;

/** Bits of an entry that may be set: how hard it was deflated, sizes behind the data, name in UTF-8. Encryption is none. */
const allowedFlags = 0b1000_0000_1110;
const utf8Flag = 0b1000_0000_0000;

const signatures = { local: 0x0403_4b50, entry: 0x0201_4b50, end: 0x0605_4b50 } as const;

/**
 * Reads the directory of an archive from its end, and nothing else of it: a library reads all of it into memory, and
 * believes it. Refused is what two readers could understand differently: entries that overlap, that leave gaps to a
 * directory elsewhere, paths that lead out, names that are there twice. Rejects when the file cannot be read.
 */
export async function readDirectory(file: Blob, limits: ZipLimits): Promise<Result<readonly ZipEntry[], ZipFault>> {
  const start = await readView(file, 0, 4);
  if (start.byteLength < 4 || start.getUint32(0, true) !== signatures.local) return err('not-zip');
  const tailStart = Math.max(0, file.size - endBytes - maxCommentBytes);
  const tail = await readView(file, tailStart, file.size);
  const end = findEnd(tail);
  if (end === undefined) return err('incomplete');
  const count = tail.getUint16(end + 10, true);
  const bytes = tail.getUint32(end + 12, true);
  const offset = tail.getUint32(end + 16, true);
  const isOneDisk = tail.getUint32(end + 4, true) === 0 && tail.getUint16(end + 8, true) === count;
  if (!isOneDisk || offset + bytes !== tailStart + end) return err('unsafe');
  if (count > limits.entries || bytes > maxDirectoryBytes) return err('unsafe');
  const entries = readEntries(await readView(file, offset, offset + bytes), count, offset);
  return entries !== undefined && isSafe(entries, limits) ? ok(entries) : err('unsafe');
}

async function readView(file: Blob, start: number, end: number): Promise<DataView> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}

/** The end record is at the very end, behind it nothing but the comment that it announces. */
function findEnd(tail: DataView): number | undefined {
  for (let at = tail.byteLength - endBytes; at >= 0; at -= 1)
    if (
      tail.getUint32(at, true) === signatures.end &&
      at + endBytes + tail.getUint16(at + 20, true) === tail.byteLength
    )
      return at;
  return undefined;
}

function readEntries(view: DataView, count: number, directoryOffset: number): ZipEntry[] | undefined {
  const entries: Omit<ZipEntry, 'end'>[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + headerBytes > view.byteLength || view.getUint32(at, true) !== signatures.entry) return undefined;
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    if (nameBytes === undefined || extraBytes === undefined || commentBytes === undefined) return undefined;
    const next = at + headerBytes + nameBytes + extraBytes + commentBytes;
    const entry = next <= view.byteLength ? readEntry(view, at, nameBytes) : undefined;
    if (entry === undefined) return undefined;
    entries.push(entry);
    at = next;
  }
  if (at !== view.byteLength) return undefined;
  const sorted = entries.sort((one, other) => one.offset - other.offset);
  return sorted.map((entry, index) => ({ ...entry, end: sorted[index + 1]?.offset ?? directoryOffset }));
}

function readEntry(view: DataView, at: number, nameBytes: number): Omit<ZipEntry, 'end'> | undefined {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const path = readName(view, at + headerBytes, nameBytes, (flags & utf8Flag) !== 0);
  const isOnThisDisk = view.getUint16(at + 34, true) === 0;
  if (path === undefined || !isOnThisDisk || (flags & ~allowedFlags) !== 0 || (method !== 0 && method !== 8))
    return undefined;
  return {
    path,
    isDeflated: method === 8,
    crc: view.getUint32(at + 16, true),
    compressedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true),
  };
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function readName(view: DataView, at: number, length: number, isUtf8: boolean): string | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset + at, length);
  // In any other encoding two programs may read two names.
  if (!isUtf8 && bytes.some((byte) => byte >= 0x80)) return undefined;
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function isSafe(entries: readonly ZipEntry[], limits: ZipLimits): boolean {
  const names = new Set(entries.map(({ path }) => path.normalize('NFC').toLowerCase()));
  const unpacked = entries.reduce((sum, { bytes }) => sum + bytes, 0);
  return names.size === entries.length && unpacked <= limits.unpackedBytes && entries.every(isSafeEntry);
}

function isSafeEntry({ path, isDeflated, compressedBytes, bytes, offset, end }: ZipEntry): boolean {
  const isPossible = isDeflated ? bytes <= compressedBytes * maxDeflateRatio : bytes === compressedBytes;
  return isSafePath(path) && isPossible && offset + localHeaderBytes + compressedBytes <= end;
}

/** Whoever unpacks it with whatever program gets files below one folder, and nowhere else. */
const isSafePath = (path: string): boolean =>
  path.length <= 500 &&
  !/[\\:\p{Cc}]/u.test(path) &&
  path
    .replace(/\/$/, '')
    .split('/')
    .every((name) => name !== '' && name !== '.' && name !== '..');

/** Gives the bytes between two places of an archive. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array>;

/** Where an entry's data is, if its own header says what the directory says; `undefined` otherwise. */
export async function findData(read: ReadBytes, entry: ZipEntry): Promise<{ start: number; end: number } | undefined> {
  const bytes = await read(entry.offset, Math.min(entry.end, entry.offset + localHeaderBytes + 0xffff));
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header.byteLength < localHeaderBytes || header.getUint32(0, true) !== signatures.local) return undefined;
  const nameBytes = header.getUint16(26, true);
  const start = localHeaderBytes + nameBytes + header.getUint16(28, true);
  const isSame =
    start <= header.byteLength &&
    header.getUint16(8, true) === (entry.isDeflated ? 8 : 0) &&
    readName(header, localHeaderBytes, nameBytes, true) === entry.path;
  const end = entry.offset + start + entry.compressedBytes;
  return isSame && end <= entry.end ? { start: entry.offset + start, end } : undefined;
}
