import { err, ok, type Result } from '@ecritoire/shared';
import { toHexString } from 'lib0/buffer';
import { digest } from 'lib0/hash/sha256';
import {
  fileLimits,
  fileMediaType,
  type ManifestDocument,
  type ManifestFault,
  manifestPath,
  mediaTypePath,
  type Part,
  parseManifest,
} from './file-format.ts';
import { readEntry } from './read-entry.ts';
import { readDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * Why nothing of a file is taken.
 *
 * - `unreadable`: the browser cannot read it: it is gone, or a folder, or not permitted.
 * - `empty`: it holds no byte, or no document.
 * - `foreign`: some other program's file.
 * - `incomplete`: its end is missing.
 * - `damaged`: its list of documents is not what was written.
 * - `newer-format`: a newer version made it, and this one would lose something of it.
 * - `too-large`: larger than any file of ours.
 * - `unsafe`: it is built as no program of ours builds files.
 */
export type FileFault = ManifestFault | 'unreadable' | 'empty' | 'foreign' | 'incomplete' | 'too-large';

/** A Yjs update in a file: what it must be, and where it is. */
export interface ArchivedState {
  readonly state: Part;
  readonly entry: ZipEntry;
}

export interface ArchivedDocument extends ManifestDocument, ArchivedState {}

/** What a file says that it holds. */
export interface Archive {
  readonly documents: readonly ArchivedDocument[];
  readonly library: ArchivedState | undefined;
}

/** Looks into a file, whatever it is. Reads its directory and its manifest, no document. Never rejects. */
export async function openArchive(file: Blob): Promise<Result<Archive, FileFault>> {
  if (file.size === 0) return err('empty');
  if (file.size > fileLimits.fileBytes) return err('too-large');
  try {
    return await read(file);
  } catch {
    // A file that cannot be read, or not any more, rejects whatever is asked of it.
    return err('unreadable');
  }
}

async function read(file: Blob): Promise<Result<Archive, FileFault>> {
  // A state and a text for each document, and what else later versions may add.
  const limits = { entries: 4 * fileLimits.documents, unpackedBytes: fileLimits.unpackedBytes };
  const directory = await readDirectory(file, limits);
  if (!directory.ok) return err(directory.error === 'not-zip' ? 'foreign' : directory.error);
  const entries = new Map(directory.value.map((entry) => [entry.path, entry]));
  const text = await readManifestText(file, entries);
  if (!text.ok) return text;
  const manifest = parseManifest(text.value);
  if (!manifest.ok) return manifest;
  const find = (state: Part): ArchivedState | undefined => {
    const entry = entries.get(state.path);
    return entry?.bytes === state.bytes ? { state, entry } : undefined;
  };
  const { documents, library } = manifest.value;
  const found = documents.flatMap((document) => {
    const state = find(document.state);
    return state === undefined ? [] : { ...document, ...state };
  });
  const foundLibrary = library === undefined ? undefined : find(library);
  if (found.length < documents.length || (library !== undefined && foundLibrary === undefined)) return err('damaged');
  return found.length === 0 ? err('empty') : ok({ documents: found, library: foundLibrary });
}

async function readManifestText(
  file: Blob,
  entries: ReadonlyMap<string, ZipEntry>,
): Promise<Result<string, 'foreign' | 'damaged' | 'unsafe'>> {
  const mediaType = await readSmall(file, entries.get(mediaTypePath), fileMediaType.length);
  if (!mediaType.ok || mediaType.value !== fileMediaType) return err('foreign');
  const entry = entries.get(manifestPath);
  if (entry === undefined) return err('damaged');
  if (entry.bytes > fileLimits.manifestBytes) return err('unsafe');
  return readSmall(file, entry, entry.bytes);
}

async function readSmall(
  file: Blob,
  entry: ZipEntry | undefined,
  maxBytes: number,
): Promise<Result<string, 'damaged'>> {
  if (entry === undefined || entry.bytes > maxBytes) return err('damaged');
  const bytes = await readEntry(file, entry);
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes;
}

/** A state, byte for byte as it was written. `unreadable`: the file is gone meanwhile. Never rejects. */
export async function readState(
  file: Blob,
  { state, entry }: ArchivedState,
): Promise<Result<Uint8Array, 'damaged' | 'unreadable'>> {
  try {
    const read = await readEntry(file, entry);
    return read.ok && toSha256(read.value) === state.sha256 ? read : err('damaged');
  } catch {
    return err('unreadable');
  }
}

/** Not the browser's own: over plain HTTP there is none. */
export const toSha256 = (bytes: Uint8Array): string => toHexString(digest(bytes));
