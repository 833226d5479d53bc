import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';
import * as Y from 'yjs';
import { deleteFromDevice } from '../storage/device.ts';
import { createFileTasks } from './file-tasks.ts';
import { type Archive, openArchive } from './open-archive.ts';
import { type DocumentToWrite, writeArchive } from './write-archive.ts';

/** Of these tests alone: others in the same process keep their documents in the same storage. */
export const idOf = (seed: number): DocumentId => documentIdFromBytes(new Uint8Array(16).fill(seed).fill(0xf1, 0, 4));

/** A document with a title and one paragraph. */
export function someDocument(title: string, words: string): Y.Doc {
  const doc = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  doc.getText('title').insert(0, title);
  doc.getXmlFragment('content').insert(0, [paragraph]);
  paragraph.setAttribute('id', 'paragraph1');
  paragraph.insert(0, [new Y.XmlText(words)]);
  return doc;
}

/** The state of a document like any other. */
export const someState: Uint8Array = Y.encodeStateAsUpdate(someDocument('Minutes', 'The council met.'));

const toWrite = (id: DocumentId, state: Uint8Array): DocumentToWrite => ({
  id,
  title: 'Minutes',
  lacks: [],
  state,
  markdown: '# Minutes\n',
});

/** A file as the program writes it, of these states. */
export function fileOf(...states: readonly (readonly [DocumentId, Uint8Array])[]): Blob {
  const writer = writeArchive('Écritoire', Date.UTC(2026, 10, 23));
  for (const [id, state] of states) writer.add(toWrite(id, state));
  return writer.finish();
}

/** What is in a file that must be sound. */
export async function openSound(file: Blob): Promise<Archive> {
  const opened = await openArchive(file);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

/** Takes in everything that a file holds. */
export async function bringAll(file: Blob) {
  const { documents } = await openSound(file);
  const tasks = createFileTasks();
  const outcomes: Awaited<ReturnType<typeof tasks.bring>>[] = [];
  for (const document of documents) outcomes.push(await tasks.bring(file, document));
  return outcomes;
}

/** Everything the device has of a document, as another program reads it. */
export async function rowsOf(id: DocumentId): Promise<Uint8Array[]> {
  const { openDB } = await import('idb');
  const database = await openDB(id);
  const rows: Uint8Array[] = database.objectStoreNames.contains('updates') ? await database.getAll('updates') : [];
  database.close();
  return rows;
}

export async function storedDoc(id: DocumentId): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const row of await rowsOf(id)) Y.applyUpdate(doc, row);
  return doc;
}

export const wordsOf = (doc: Y.Doc): string => doc.getXmlFragment('content').toString();

export const forget = (id: DocumentId) => deleteFromDevice(id);
