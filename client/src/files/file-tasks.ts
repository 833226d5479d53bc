import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import * as Y from 'yjs';
import { openStoredDocument, type StoredDocument } from '../document/stored-document.ts';
import { contentToMarkdown } from '../editor/content-to-markdown.ts';
import { readExcerpt } from '../library/excerpt.ts';
import { listDatabases } from '../storage/standing.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { checkState } from './check-state.ts';
import type { Lack } from './file-format.ts';
import { type ArchivedDocument, type ArchivedState, openArchive, readState } from './open-archive.ts';
import { type ArchiveWriter, writeArchive } from './write-archive.ts';

/** Why one document of a file is not taken, while others may be. `no-document`: what is there in its place is none. */
export type DocumentFault = StorageFailure | 'damaged-part' | 'unreadable' | 'no-document';

/** What taking a document in would change here, or has changed. */
export interface Merging {
  /** `same`: the device has all of it. */
  readonly kind: 'new' | 'merged' | 'same';
  readonly title: string;
  readonly excerpt: string;
}

/** Why a document is not in a file that was made. */
export type PackFault = StorageFailure | 'absent' | 'too-large';

/** What the thread that works on files does, one task at a time. */
export interface FileTasks {
  open(file: Blob): ReturnType<typeof openArchive>;
  /** What `bring` would do. Changes nothing. */
  look(file: Blob, document: ArchivedDocument): Promise<Result<Merging, DocumentFault>>;
  /** Takes one document in: all of it, or nothing. */
  bring(file: Blob, document: ArchivedDocument): Promise<Result<Merging, DocumentFault>>;
  /** The list with its folders, looked at as strictly as a document. */
  readLibrary(file: Blob, library: ArchivedState): Promise<Result<Uint8Array, DocumentFault>>;
  /** Begins a file; one that was begun before is forgotten. */
  begin(program: string, savedAt: number): Promise<void>;
  /**
   * Adds a document: what the device has of it and, where it is open, what the page has, stored or not. `absent`: there
   * is nothing of it.
   */
  pack(id: DocumentId, open?: Uint8Array): Promise<Result<readonly Lack[], PackFault>>;
  /** The file. `library`: the list with its folders, to go along. */
  finish(library?: Uint8Array): Promise<Blob>;
}

export function createFileTasks(): FileTasks {
  let writer: ArchiveWriter | undefined;
  const writing = (): ArchiveWriter => {
    if (writer === undefined) throw new Error('No file was begun');
    return writer;
  };
  let listing: ReturnType<typeof listDatabases> | undefined;
  return {
    open: openArchive,
    async look(file, document) {
      // One list for all that is looked at: who brings a document in looks at itself again.
      listing ??= listDatabases();
      const isAbsent = (await listing)?.has(document.id) === false;
      return mergeOne(file, document, isAbsent ? 'absent' : 'reading');
    },
    bring: (file, document) => mergeOne(file, document, 'writing'),
    readLibrary,
    async begin(program, savedAt) {
      writer = writeArchive(program, savedAt);
    },
    pack: (id, open) => packOne(id, open, writing()),
    async finish(library) {
      const file = writing().finish(library);
      writer = undefined;
      return file;
    },
  };
}

async function readSound(file: Blob, archived: ArchivedState): Promise<Result<Uint8Array, DocumentFault>> {
  const read = await readState(file, archived);
  if (!read.ok) return err(read.error === 'damaged' ? 'damaged-part' : read.error);
  const checked = checkState(read.value);
  return checked.ok ? read : checked;
}

async function readLibrary(file: Blob, archived: ArchivedState): Promise<Result<Uint8Array, DocumentFault>> {
  const read = await readSound(file, archived);
  if (!read.ok) return read;
  try {
    // The page's own list must not be the first to find out.
    Y.applyUpdate(new Y.Doc(), read.value);
    return read;
  } catch {
    return err('no-document');
  }
}

async function mergeOne(
  file: Blob,
  document: ArchivedDocument,
  purpose: 'reading' | 'absent' | 'writing',
): Promise<Result<Merging, DocumentFault>> {
  const read = await readSound(file, document);
  if (!read.ok) return read;
  const opened = await openStoredDocument(document.id, purpose);
  if (!opened.ok) return opened;
  try {
    const hasNews = take(opened.value, read.value);
    if (!hasNews.ok) return hasNews;
    const kept = hasNews.value && purpose === 'writing' ? await opened.value.store() : ok(undefined);
    return kept.ok ? ok(describe(opened.value, hasNews.value)) : kept;
  } finally {
    await opened.value.close();
  }
}

function take(stored: StoredDocument, state: Uint8Array): Result<boolean, 'no-document'> {
  try {
    return ok(stored.take(state));
  } catch {
    // It decodes, and no document takes it: whatever it is, it was never one's state.
    return err('no-document');
  }
}

const describe = ({ doc, isAbsent }: StoredDocument, hasNews: boolean): Merging => ({
  kind: isAbsent ? 'new' : hasNews ? 'merged' : 'same',
  title: doc.getText('title').toString(),
  excerpt: readExcerpt(doc.getXmlFragment('content')),
});

async function packOne(
  id: DocumentId,
  open: Uint8Array | undefined,
  writer: ArchiveWriter,
): Promise<Result<readonly Lack[], PackFault>> {
  const opened = await openStoredDocument(id);
  if (!opened.ok) return open === undefined ? opened : write(writer, id, openOnly(open));
  try {
    if (open !== undefined) opened.value.take(open);
    else if (opened.value.isAbsent) return err('absent');
    return write(writer, id, opened.value);
  } finally {
    await opened.value.close();
  }
}

type Packed = Pick<StoredDocument, 'doc' | 'encode' | 'isDamaged' | 'isWaiting'>;

/** A document that a page holds and the device does not give back. */
function openOnly(state: Uint8Array): Packed {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  return { doc, encode: () => state, isDamaged: false, isWaiting: () => doc.store.pendingStructs !== null };
}

function write(writer: ArchiveWriter, id: DocumentId, packed: Packed): Result<readonly Lack[], 'too-large'> {
  const title = packed.doc.getText('title').toString();
  const lacks: Lack[] = [];
  if (packed.isDamaged) lacks.push('damaged');
  if (packed.isWaiting()) lacks.push('waiting');
  const markdown = toMarkdown(title, contentToMarkdown(packed.doc.getXmlFragment('content')));
  const added = writer.add({ id, title, lacks, state: packed.encode(), markdown });
  return added === 'added' ? ok(lacks) : err(added);
}

const toMarkdown = (title: string, text: string): string =>
  `${title.trim() === '' ? '' : `# ${title.replaceAll(/\s+/g, ' ').trim()}\n\n`}${text}\n`;
