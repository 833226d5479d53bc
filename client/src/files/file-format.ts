import { type DocumentId, err, isDocumentId, ok, type Result } from '@ecritoire/shared';

/** What an `.ecritoire` file is: docs/file-format.md, whose rule numbers stand here. */
export const fileExtension = '.ecritoire';
export const fileMediaType = 'application/vnd.ecritoire+zip';

/** The version of the format that this program writes, and the newest that it reads whole. */
export const formatVersion = 1;

export const mediaTypePath = 'mimetype';
export const manifestPath = 'manifest.json';
export const libraryPath = 'library.yjs';
export const statePath = (id: DocumentId): string => `documents/${id}.yjs`;

const MiB = 1024 * 1024;

/** What a reader takes at most (F8). A writer stays within it. */
export const fileLimits = {
  fileBytes: 1024 * MiB,
  unpackedBytes: 2048 * MiB,
  documents: 10_000,
  manifestBytes: 16 * MiB,
  /** Four times what a relay takes: a device may have a document that has grown beyond that. */
  stateBytes: 64 * MiB,
} as const;

/** What of a document is not in the file, because it could not be read or had not arrived where the file was made. */
export type Lack = 'damaged' | 'waiting';

/** A part of the file: what must be there, and what it must be. */
export interface Part {
  readonly path: string;
  readonly bytes: number;
  /** In hexadecimal, lower case. */
  readonly sha256: string;
}

export interface ManifestDocument {
  readonly id: DocumentId;
  /** To be shown before the state is read; the title is in the state too. */
  readonly title: string;
  readonly lacks: readonly Lack[];
  /** One Yjs update, V1. */
  readonly state: Part;
  /** The same words as Markdown, for people without Écritoire. */
  readonly text: Part;
}

/** What `manifest.json` says (F4). */
export interface Manifest {
  readonly format: 'ecritoire';
  readonly version: number;
  /** A reader of an older version would lose something, and must not try. */
  readonly minReader: number;
  /** What wrote the file: name and version. */
  readonly program: string;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  readonly documents: readonly ManifestDocument[];
  /** The list with its folders, as one Yjs update; in a file of all documents. */
  readonly library?: Part;
}

export type ManifestFault = 'damaged' | 'newer-format' | 'unsafe';

/**
 * Reads a manifest. `damaged`: it is no JSON; `unsafe`: it is, and no program of ours wrote it. Fields that this version
 * does not know are passed over (F5). Never throws.
 */
export function parseManifest(text: string): Result<Manifest, ManifestFault> {
  const read = parseJson(text);
  if (!read.ok) return read;
  const { format, version, minReader, program, savedAt, documents, library } = fieldsOf(read.value);
  if (format !== 'ecritoire' || !isCount(version) || !isCount(minReader)) return err('unsafe');
  if (minReader > formatVersion) return err('newer-format');
  if (!Array.isArray(documents) || documents.length > fileLimits.documents) return err('unsafe');
  const known = documents.flatMap((value) => toDocument(value) ?? []);
  const ids = new Set(known.map(({ id }) => id));
  if (known.length < documents.length || ids.size < known.length) return err('unsafe');
  const libraryRead = library === undefined ? undefined : toPart(library);
  if (library !== undefined && !isLibrary(libraryRead)) return err('unsafe');
  return ok({
    format,
    version,
    minReader,
    program: typeof program === 'string' ? program.slice(0, maxTitleLength) : '',
    savedAt: isCount(savedAt) ? savedAt : 0,
    documents: known,
    ...(libraryRead !== undefined && { library: libraryRead }),
  });
}

const isLibrary = (part: Part | undefined): boolean =>
  part?.path === libraryPath && part.bytes <= fileLimits.stateBytes;

/** Longer ones are cut: the title is in the state whole. */
export const maxTitleLength = 300;

function parseJson(text: string): Result<unknown, 'damaged'> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err('damaged');
  }
}

function toDocument(value: unknown): ManifestDocument | undefined {
  const { id, title, lacks, state, text } = fieldsOf(value);
  if (typeof id !== 'string' || !isDocumentId(id) || typeof title !== 'string') return undefined;
  const [stateRead, textRead] = [toPart(state), toPart(text)];
  if (stateRead?.path !== statePath(id) || stateRead.bytes > fileLimits.stateBytes || textRead === undefined)
    return undefined;
  return {
    id,
    title: title.slice(0, maxTitleLength),
    lacks: Array.isArray(lacks) ? lacks.filter(isLack) : [],
    state: stateRead,
    text: textRead,
  };
}

function toPart(value: unknown): Part | undefined {
  const { path, bytes, sha256 } = fieldsOf(value);
  const isPart = typeof path === 'string' && isCount(bytes) && typeof sha256 === 'string' && hashForm.test(sha256);
  return isPart ? { path, bytes, sha256 } : undefined;
}

const hashForm = /^[0-9a-f]{64}$/;
const isLack = (value: unknown): value is Lack => value === 'damaged' || value === 'waiting';
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};
