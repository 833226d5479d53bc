import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';
import * as Y from 'yjs';
import { openExistingDatabase, type UpdatesDatabase } from '../storage/database.ts';
import { openPersistedDoc } from '../storage/persisted-doc.ts';
import type { SearchAnswer, SearchCall, SearchReply, SearchResults, SearchState } from './search.ts';
import { openSearchEngine } from './search-engine.ts';

export const origin = 'https://ecritoire.example.org';

export const idOf = (seed: number): DocumentId => documentIdFromBytes(new Uint8Array(16).fill(seed));

export type Marks = Readonly<Record<string, unknown>>;

/** A paragraph of the given pieces: plain words, or words under marks. */
export function paragraph(...pieces: readonly (string | readonly [words: string, marks: Marks])[]): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  let at = 0;
  for (const piece of pieces) {
    const [words, marks] = typeof piece === 'string' ? [piece, {}] : piece;
    text.insert(at, words, marks);
    at += words.length;
  }
  element.insert(0, [text]);
  return element;
}

export interface WrittenDocument {
  readonly title?: string;
  readonly language?: string;
  readonly blocks: readonly Y.XmlElement[];
}

/** Stores a document on this device as the program does, or more of one. */
export async function writeDocument(id: DocumentId, { title = '', language, blocks }: WrittenDocument): Promise<void> {
  const doc = new Y.Doc();
  const storage = openPersistedDoc({ name: id, doc, isReceived: () => false });
  await storage.loaded;
  doc.transact(() => {
    doc.getText('title').insert(0, title);
    if (language !== undefined) doc.getMap('meta').set('language', language);
    doc.getXmlFragment('content').push([...blocks]);
  });
  await storage.close();
  doc.destroy();
}

const databaseOf = async (id: DocumentId): Promise<UpdatesDatabase> => {
  const database = await openExistingDatabase(id, { yielded: () => undefined, lost: () => undefined });
  if (database === undefined) throw new Error('It is not on this device');
  return database;
};

/** Everything that is stored of a document. */
export async function rowsOf(id: DocumentId): Promise<readonly unknown[]> {
  const database = await databaseOf(id);
  const stored = [await database.getAll('updates'), await database.getAll('custom')];
  database.close();
  return stored;
}

/** Makes `word` another one in what is stored, and lets another program store what is no update; gives all that is stored. */
export async function damageRows(id: DocumentId, word: string): Promise<readonly unknown[]> {
  const database = await databaseOf(id);
  for (const key of await database.getAllKeys('updates')) {
    const row = await database.get('updates', key);
    const at = row instanceof Uint8Array ? String.fromCharCode(...row).indexOf(word) : -1;
    if (!(row instanceof Uint8Array) || at < 0) continue;
    row[at] = (row[at] ?? 0) ^ 1;
    await database.put('updates', row, key);
  }
  await database.add('updates', Uint8Array.of(1, 2, 3));
  database.close();
  return rowsOf(id);
}

/** One window's search, without its thread; `broken` hears what would end it. */
export async function openWindow(broken: (error: unknown) => void = () => undefined) {
  const answers = new Map<number, (answer: SearchAnswer) => void>();
  let state: SearchState = { phase: 'starting', readCount: 0, listedCount: 0, revision: 0 };
  const reply = (message: SearchReply) => {
    if (message.type === 'state') state = message.state;
    if (message.type === 'answer') answers.get(message.number)?.(message.answer);
  };
  const engine = await openSearchEngine({
    reply,
    broken,
    now: Date.now,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5))),
  });
  let count = 0;
  return {
    state: () => state,
    gather: () => engine.receive({ type: 'gather' }),
    list: (...ids: readonly DocumentId[]) =>
      engine.receive({ type: 'listed', documents: ids.map((id, index) => ({ id, changedAt: ids.length - index })) }),
    ask(call: SearchCall): Promise<SearchAnswer> {
      count += 1;
      const number = count;
      return new Promise((resolve, reject) => {
        answers.set(number, resolve);
        engine.receive({ type: 'call', number, call }).catch(reject);
      });
    },
    async finds(text: string): Promise<SearchResults> {
      const answer = await this.ask({ name: 'query', text });
      if (answer.name !== 'query') throw new Error('An answer to another question');
      return answer.results;
    },
    close: engine.close,
  };
}
