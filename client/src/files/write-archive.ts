import type { DocumentId } from '@ecritoire/shared';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import {
  fileLimits,
  fileMediaType,
  formatVersion,
  type Lack,
  libraryPath,
  type Manifest,
  type ManifestDocument,
  manifestPath,
  maxTitleLength,
  mediaTypePath,
  type Part,
  statePath,
} from './file-format.ts';
import { toFileName } from './file-name.ts';
import { toSha256 } from './open-archive.ts';

export interface DocumentToWrite {
  readonly id: DocumentId;
  readonly title: string;
  readonly lacks: readonly Lack[];
  readonly state: Uint8Array;
  /** The readable form. */
  readonly markdown: string;
}

/** A file that is being made, one document at a time. */
export interface ArchiveWriter {
  /** `too-large`: with it the file would be larger than a reader takes; it is left out. */
  add(document: DocumentToWrite): 'added' | 'too-large';
  /** The file, with the list and its folders if they are given. Nothing can be added any more. */
  finish(library?: Uint8Array): Blob;
}

/** So much is kept in memory before it is handed to the browser, which has room for files elsewhere. */
const blobBytes = 8 * 1024 * 1024;

/** Begins a file. The same documents in the same order, at the same time, make the same bytes (F3). */
export function writeArchive(program: string, savedAt: number): ArchiveWriter {
  const output = collectBlob();
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    output.write(chunk);
  });
  const documents: ManifestDocument[] = [];
  const names = new Set<string>();
  let unpackedBytes = 0;

  function write(entry: ZipDeflate | ZipPassThrough, bytes: Uint8Array): void {
    entry.mtime = toZipTime(savedAt);
    zip.add(entry);
    entry.push(bytes, true);
    unpackedBytes += bytes.length;
  }

  function writePart(path: string, bytes: Uint8Array): Part {
    write(new ZipDeflate(path, { level: 6 }), bytes);
    return { path, bytes: bytes.length, sha256: toSha256(bytes) };
  }

  write(new ZipPassThrough(mediaTypePath), encode(fileMediaType));
  return {
    add({ id, title, lacks, state, markdown }) {
      const text = encode(markdown);
      const isWithin =
        state.length <= fileLimits.stateBytes &&
        documents.length < fileLimits.documents &&
        unpackedBytes + state.length + text.length <= fileLimits.unpackedBytes - fileLimits.manifestBytes &&
        output.bytes() + state.length + text.length <= fileLimits.fileBytes - fileLimits.manifestBytes;
      if (!isWithin) return 'too-large';
      documents.push({
        id,
        title: title.slice(0, maxTitleLength),
        lacks,
        state: writePart(statePath(id), state),
        text: writePart(freeName(title, id, names), text),
      });
      return 'added';
    },
    finish(library) {
      const manifest: Manifest = {
        format: 'ecritoire',
        version: formatVersion,
        minReader: 1,
        program,
        savedAt,
        documents,
        ...(library !== undefined && { library: writePart(libraryPath, library) }),
      };
      writePart(manifestPath, encode(`${JSON.stringify(manifest, undefined, 1)}\n`));
      zip.end();
      return output.finish();
    },
  };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

function collectBlob() {
  const blobs: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let waitingBytes = 0;
  let bytes = 0;
  const hand = () => {
    blobs.push(new Blob(chunks));
    chunks = [];
    waitingBytes = 0;
  };
  return {
    write(chunk: Uint8Array) {
      chunks.push(new Uint8Array(chunk));
      waitingBytes += chunk.length;
      bytes += chunk.length;
      if (waitingBytes >= blobBytes) hand();
    },
    bytes: () => bytes,
    finish() {
      hand();
      return new Blob(blobs, { type: fileMediaType });
    },
  };
}

/** `texts/Minutes.md`, and a number behind it where another document has the name, on any system (F6). */
function freeName(title: string, id: DocumentId, taken: Set<string>): string {
  const name = toFileName(title) || id;
  for (let number = 1; ; number += 1) {
    const path = `texts/${name}${number === 1 ? '' : ` (${number})`}.md`;
    const key = path.normalize('NFC').toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return path;
  }
}

/** The years that an archive can name. */
function toZipTime(ms: number): Date {
  const time = new Date(ms);
  const year = time.getFullYear();
  return year >= 1980 && year < 2100 ? time : new Date(1980, 0, 1);
}
