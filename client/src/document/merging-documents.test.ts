import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createDocument } from './create-document.ts';
import { socketAt } from './fake-socket.ts';
import type { OpenDocument } from './open-document.ts';
import { readRecoveredWords } from './recovery/recovered-words.ts';
import { openInTests, phaseIs } from './test-documents.ts';

const open = openInTests();

describe('merging loses no words', () => {
  /** A document with one paragraph, as this device has it, and what somebody else's edit of it is. */
  async function shared(words: string) {
    const created = await createDocument('en', (doc) => {
      const paragraph = new Y.XmlElement('paragraph');
      doc.getXmlFragment('content').insert(0, [paragraph]);
      paragraph.setAttribute('id', 'paragraph1');
      paragraph.insert(0, [new Y.XmlText(words)]);
    });
    if (!created.ok) throw new Error(created.error);
    const theirs = new Y.Doc();
    const database = await openDB(created.value);
    for (const row of await database.getAll('updates')) Y.applyUpdate(theirs, row);
    database.close();
    return { id: created.value, theirs };
  }

  function writeInto(document: OpenDocument, index: number, words: string): void {
    const [paragraph] = document.doc.getXmlFragment('content').toArray();
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
    if (text instanceof Y.XmlText) text.insert(index, words);
  }

  /** As the binding does when a paragraph is made a heading. */
  function makeHeading(theirs: Y.Doc, words: string): Uint8Array {
    const content = theirs.getXmlFragment('content');
    const heading = new Y.XmlElement('heading');
    theirs.transact(() => {
      content.delete(0, 1);
      content.insert(0, [heading]);
      heading.setAttribute('id', 'paragraph1');
      heading.insert(0, [new Y.XmlText(words)]);
    });
    return Y.encodeStateAsUpdate(theirs);
  }

  const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content').toString();
  const lostIn = (doc: Y.Doc) => readRecoveredWords(doc).map(({ text, state }) => [text, state]);

  it('[M3] the answer to the relay that names the deletions holds the record, and so does what is stored', async () => {
    const { id, theirs } = await shared('start');
    const document = open(id);
    await phaseIs(document, 'ready');
    writeInto(document, 5, ' PRECIOUS');
    const socket = await socketAt(0);
    socket.opens();
    socket.says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
    socket.says({ type: 'sync-step-2', update: makeHeading(theirs, 'start') });
    socket.says({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    const answer = socket.sent.find((message) => message.type === 'sync-step-2');
    const relay = new Y.Doc();
    if (answer?.type === 'sync-step-2') Y.applyUpdate(relay, answer.update);
    expect(lostIn(relay)).toEqual([[' PRECIOUS', 'open']]);

    const rows = await vi.waitFor(async () => {
      const database = await openDB(id);
      const stored: Uint8Array[] = await database.getAll('updates');
      database.close();
      if (stored.length < 3) throw new Error('not stored yet');
      return stored;
    });
    const revealing = rows.filter((row) => Y.decodeUpdate(row).ds.clients.size > 0);
    expect(revealing.length).toBeGreaterThan(0);
    for (const row of revealing) expect(new TextDecoder().decode(row)).toContain('PRECIOUS');
  });

  it('[M8] the author’s device puts them back, although its tab was closed and opened in between', async () => {
    const { id, theirs } = await shared('start');
    const first = open(id);
    await phaseIs(first, 'ready');
    writeInto(first, 5, ' PRECIOUS');
    await first.close();

    const again = open(id);
    again.awareness.setLocalStateField('user', { id: 'ana', name: 'Ana' });
    (await socketAt(1)).greets(makeHeading(theirs, 'start'));
    expect(contentOf(again.doc)).not.toContain('PRECIOUS');
    await vi.waitFor(() => expect(contentOf(again.doc)).toContain('start PRECIOUS'), 4_000);
    expect(readRecoveredWords(again.doc)).toMatchObject([{ state: 'restored', author: 'Ana' }]);
  });

  it('[M8] with two tabs open they are put back once', async () => {
    const { id, theirs } = await shared('start');
    const first = open(id);
    const second = open(id);
    await phaseIs(first, 'ready');
    await phaseIs(second, 'ready');
    writeInto(first, 5, ' PRECIOUS');
    await vi.waitFor(() => expect(contentOf(second.doc)).toContain('PRECIOUS'));
    const update = makeHeading(theirs, 'start');
    (await socketAt(0)).greets(update);
    (await socketAt(1)).greets(update);
    for (const { doc } of [first, second])
      await vi.waitFor(() => expect(contentOf(doc)).toContain('start PRECIOUS'), 4_000);
    expect(lostIn(first.doc)).toEqual([[' PRECIOUS', 'restored']]);
    expect(contentOf(first.doc).match(/PRECIOUS/g)).toHaveLength(1);
  });

  it('[M1, M3] rows that another program stored are looked at too, and what is found in them is stored', async () => {
    const { id, theirs } = await shared('start');
    const ana = new Y.Doc();
    Y.applyUpdate(ana, Y.encodeStateAsUpdate(theirs));
    const [paragraph] = ana.getXmlFragment('content').toArray();
    const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : undefined;
    if (text instanceof Y.XmlText) text.insert(5, ' PRECIOUS');
    const database = await openDB(id);
    await database.add('updates', makeHeading(theirs, 'start'));
    await database.add('updates', Y.encodeStateAsUpdate(ana));
    database.close();
    const document = open(id);
    await phaseIs(document, 'ready');
    expect(lostIn(document.doc)).toEqual([[' PRECIOUS', 'open']]);
    await document.close();
    const stored = new Y.Doc();
    const afterwards = await openDB(id);
    for (const row of await afterwards.getAll('updates')) Y.applyUpdate(stored, row);
    afterwards.close();
    expect(lostIn(stored)).toEqual([[' PRECIOUS', 'open']]);
  });
});
