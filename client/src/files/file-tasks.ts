import { type DocumentId, err, ok, type Result } from '@ecritoire/shared';
import { openStoredDocument, type StoredDocument } from '../document/stored-document.ts';
import { contentToMarkdown } from '../editor/content-to-markdown.ts';
import { readExcerpt } from '../library/excerpt.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import { checkState } from './check-state.ts';
import type { Lack, ManifestDocument } from './file-format.ts';
import { type Archive, openArchive, readState } from './open-archive.ts';
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

/** What the thread that works on files does, one task at a time. */
export interface FileTasks {
  open(file: Blob): ReturnType<typeof openArchive>;
  /** What `bring` would do. Changes nothing. */
  look(archive: Archive, document: ManifestDocument): Promise<Result<Merging, DocumentFault>>;
  /** Takes one document in: all of it, or nothing. */
  bring(archive: Archive, document: ManifestDocument): Promise<Result<Merging, DocumentFault>>;
  /** Begins a file; one that was begun before is forgotten. */
  begin(program: string, savedAt: number): Promise<void>;
  /** Adds what the device has of a document. `absent`: it has nothing. */
  pack(id: DocumentId): Promise<Result<readonly Lack[], StorageFailure | 'absent' | 'too-large'>>;
  finish(): Promise<Blob>;
}

export function createFileTasks(): FileTasks {
  let writer: ArchiveWriter | undefined;
  const writing = (): ArchiveWriter => {
    if (writer === undefined) throw new Error('No file was begun');
    return writer;
  };
  return {
    open: openArchive,
    look: (archive, document) => mergeOne(archive, document, () => Promise.resolve(ok(undefined))),
    bring: (archive, document) => mergeOne(archive, document, (stored) => stored.store()),
    async begin(program, savedAt) {
      writer = writeArchive(program, savedAt);
    },
    pack: (id) => packOne(id, writing()),
    async finish() {
      const file = writing().finish();
      writer = undefined;
      return file;
    },
  };
}

async function mergeOne(
  archive: Archive,
  document: ManifestDocument,
  keep: (stored: StoredDocument) => Promise<Result<void, StorageFailure>>,
): Promise<Result<Merging, DocumentFault>> {
  const read = await readState(archive, document);
  if (!read.ok) return err(read.error === 'damaged' ? 'damaged-part' : read.error);
  const checked = checkState(read.value);
  if (!checked.ok) return checked;
  const opened = await openStoredDocument(document.id);
  if (!opened.ok) return opened;
  try {
    const hasNews = take(opened.value, read.value);
    if (!hasNews.ok) return hasNews;
    const kept = hasNews.value ? await keep(opened.value) : ok(undefined);
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
  writer: ArchiveWriter,
): Promise<Result<readonly Lack[], StorageFailure | 'absent' | 'too-large'>> {
  const opened = await openStoredDocument(id);
  if (!opened.ok) return opened;
  const stored = opened.value;
  try {
    if (stored.isAbsent) return err('absent');
    const title = stored.doc.getText('title').toString();
    const lacks: Lack[] = [];
    if (stored.isDamaged) lacks.push('damaged');
    if (stored.isWaiting()) lacks.push('waiting');
    const markdown = toMarkdown(title, contentToMarkdown(stored.doc.getXmlFragment('content')));
    const added = writer.add({ id, title, lacks, state: stored.encode(), markdown });
    return added === 'added' ? ok(lacks) : err(added);
  } finally {
    await stored.close();
  }
}

const toMarkdown = (title: string, text: string): string =>
  `${title.trim() === '' ? '' : `# ${title.replaceAll(/\s+/g, ' ').trim()}\n\n`}${text}\n`;
