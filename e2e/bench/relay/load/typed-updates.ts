import * as Y from 'yjs';

/** One person's keystrokes in one document: each update is one letter, valid after `base` and those before it. */
export interface Typist {
  readonly clientId: number;
  readonly updates: readonly Uint8Array[];
}

export interface TypedDocument {
  /** What the document held before anybody typed: one line for each person. */
  readonly base: Uint8Array;
  readonly typists: readonly Typist[];
}

/** Where the text of every generated document lies. */
export const textName = 'content';

export const lineLength = 40;
const baseClientId = 4_000_000_000;
// Yjs draws ids from 32 bits; nearly all of them take the five bytes that these take.
const firstClientId = 3_000_000_000;

/** Real Yjs updates of people who each type at the end of a line of their own. */
export function typeDocument(people: number, updatesEach: number): TypedDocument {
  const author = new Y.Doc();
  author.clientID = baseClientId;
  author.getText(textName).insert(0, `${'x'.repeat(lineLength - 1)}\n`.repeat(people));
  const base = Y.encodeStateAsUpdate(author);
  const typists = Array.from({ length: people }, (_, index) => typeLine(base, index, updatesEach));
  return { base, typists };
}

function typeLine(base: Uint8Array, index: number, count: number): Typist {
  const doc = new Y.Doc();
  doc.clientID = firstClientId + index;
  Y.applyUpdate(doc, base);
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText(textName);
  const start = (index + 1) * lineLength - 1;
  for (let typed = 0; typed < count; typed += 1) text.insert(start + typed, 'e');
  return { clientId: doc.clientID, updates };
}
