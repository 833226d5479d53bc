import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';
import * as Y from 'yjs';
import { openPersistedDoc } from '../storage/persisted-doc.ts';
import type { SearchAnswer, SearchCall, SearchReply, SearchState } from './search.ts';
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

/** One window's search, without its thread. */
export async function openWindow() {
  const answers = new Map<number, (answer: SearchAnswer) => void>();
  let state: SearchState = { phase: 'starting', readCount: 0, listedCount: 0, revision: 0 };
  const reply = (message: SearchReply) => {
    if (message.type === 'state') state = message.state;
    if (message.type === 'answer') answers.get(message.number)?.(message.answer);
  };
  const engine = await openSearchEngine({
    reply,
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
    close: engine.close,
  };
}
