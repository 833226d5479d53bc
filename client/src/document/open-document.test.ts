import 'fake-indexeddb/auto';
import { documentIdFromBytes } from '@ecritoire/shared';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createDocument } from './create-document.ts';
import { FakeSocket, socketAt, stubPage } from './fake-socket.ts';
import { type OpenDocument, openDocument } from './open-document.ts';
import { readRecoveredWords } from './recovery/recovered-words.ts';
import { writeTitle } from './title.ts';

const opened: OpenDocument[] = [];
const open = (id: Parameters<typeof openDocument>[0]) => {
  const document = openDocument(id);
  opened.push(document);
  return document;
};

beforeEach(stubPage);

afterEach(async () => {
  for (const socket of FakeSocket.all) socket.refuses();
  await Promise.all(opened.splice(0).map((document) => document.close()));
  vi.unstubAllGlobals();
});

const freshId = () => documentIdFromBytes(crypto.getRandomValues(new Uint8Array(16)));
const titleOf = (document: OpenDocument) => document.doc.getText('title').toString();
const phaseIs = (document: OpenDocument, name: string) =>
  vi.waitFor(() => expect(document.getStatus().phase.name).toBe(name));
const saveIs = (document: OpenDocument, state: string) =>
  vi.waitFor(() => expect(document.getStatus().save).toBe(state));

async function stored(title: string) {
  const created = await createDocument('en', (doc) => writeTitle(doc, title));
  if (!created.ok) throw new Error(created.error);
  return created.value;
}

describe('the life of a document', () => {
  it('[D15] what the device has is ready before any connection is tried', async () => {
    const document = open(await stored('Minutes'));
    expect(document.getStatus()).toMatchObject({ phase: { name: 'loading' }, save: 'loading' });
    const seen = new Promise<number>((resolve) =>
      document.subscribe(() => {
        if (document.getStatus().phase.name === 'ready') resolve(FakeSocket.all.length);
      }),
    );
    expect(await seen).toBe(0);
    expect(titleOf(document)).toBe('Minutes');
    await socketAt(0);
    expect(document.getStatus().save).toBe('on-device');
  });

  it('[D12] typing goes from sending to saved by the two confirmations, and by no other way', async () => {
    const document = open(await stored('Minutes'));
    const socket = await socketAt(0);
    socket.greets();
    expect(document.getStatus()).toMatchObject({ save: 'sending', isConfirmedByRelay: true });
    socket.acknowledgesAll();
    await saveIs(document, 'saved');

    writeTitle(document.doc, 'Minutes, 3 May');
    expect(document.getStatus().save).toBe('sending');
    await vi.waitFor(() => expect(document.getStatus().storedAt).toBeDefined());
    expect(document.getStatus().save).toBe('sending');
    socket.acknowledgesAll();
    await saveIs(document, 'saved');

    socket.refuses();
    expect(document.getStatus().save).toBe('on-device');
  });

  it('[D13] a document that only the relay has appears when the relay has answered', async () => {
    const document = open(freshId());
    await phaseIs(document, 'fetching');
    const theirs = new Y.Doc();
    writeTitle(theirs, 'Shared');
    (await socketAt(0)).greets(Y.encodeStateAsUpdate(theirs));
    expect(document.getStatus().phase.name).toBe('ready');
    expect(titleOf(document)).toBe('Shared');
  });

  it('[D13] without a connection it is absent, and nothing is made on the device', async () => {
    const id = freshId();
    const document = open(id);
    (await socketAt(0)).refuses();
    await phaseIs(document, 'absent');
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(id);
    document.retry();
    (await socketAt(1)).greets();
    await phaseIs(document, 'ready');
  });

  it('[G2] an editor is told of unknown content before its binding is', async () => {
    const id = await stored('Minutes');
    const document = open(id);
    await phaseIs(document, 'ready');
    const order: string[] = [];
    document.doc.getXmlFragment('content').observeDeep(() => order.push('binding'));
    document.subscribe(() => {
      const { phase } = document.getStatus();
      if (phase.name === 'ready' && phase.foreign.nodes.has('hologram') && !order.includes('told')) order.push('told');
    });
    const theirs = new Y.Doc();
    theirs.getXmlFragment('content').insert(0, [new Y.XmlElement('hologram')]);
    (await socketAt(0)).greets(Y.encodeStateAsUpdate(theirs));
    expect(order).toEqual(['told', 'binding']);
    expect(document.getStatus()).toMatchObject({ save: 'sending', phase: { name: 'ready' } });
    expect(document.doc.getXmlFragment('content').toJSON()).toContain('hologram');
  });

  it('[G4] what no placeholder stands for freezes the document, and frees it again when it is gone', async () => {
    const document = open(await stored('Minutes'));
    await phaseIs(document, 'ready');
    const theirs = new Y.Doc();
    const broken = new Y.XmlElement('bulletList');
    broken.insert(0, [new Y.XmlText('words')]);
    theirs.getXmlFragment('content').insert(0, [broken]);
    const socket = await socketAt(0);
    socket.greets(Y.encodeStateAsUpdate(theirs));
    expect(document.getStatus()).toMatchObject({ save: 'update-needed', phase: { unknown: ['nesting:bulletList'] } });
    const before = Y.encodeStateVector(theirs);
    theirs.getXmlFragment('content').delete(0, 1);
    theirs.getXmlFragment('content').insert(0, [new Y.XmlElement('paragraph')]);
    socket.says({ type: 'update', update: Y.encodeStateAsUpdate(theirs, before) });
    expect(document.getStatus().phase.name).toBe('ready');
  });

  it('[G6] a new document carries the stamp of the schema, and opening it writes no other', async () => {
    const document = open(await stored('Minutes'));
    await phaseIs(document, 'ready');
    expect(document.doc.getMap('meta').get('schema')).toEqual({ version: 1, minReader: 1, minWriter: 1 });
    expect(document.getStatus().storedAt).toBeUndefined();
  });

  it('[D17] a tab whose line is blocked is heard through another, and does not overstate', async () => {
    const id = await stored('');
    const blocked = open(id);
    const reaching = open(id);
    const line = await socketAt(1);
    (await socketAt(0)).refuses();
    line.greets();
    line.acknowledgesAll();
    await saveIs(reaching, 'saved');

    const framesBefore = line.documentFrames();
    writeTitle(blocked.doc, 'through the other tab');
    await vi.waitFor(() => expect(titleOf(reaching)).toBe('through the other tab'));
    expect(line.documentFrames()).toBe(framesBefore + 1);
    expect(reaching.getStatus().save).toBe('sending');
    expect(blocked.getStatus().save).toBe('on-device');
    line.acknowledgesAll();
    await saveIs(reaching, 'saved');
    expect(blocked.getStatus().save).toBe('on-device');
  });

  it('[D17] a tab that opens hears who is there and what is not on disk yet', async () => {
    const id = await stored('one');
    const first = open(id);
    await phaseIs(first, 'ready');
    first.awareness.setLocalStateField('user', { id: 'ana' });
    const second = open(id);
    await phaseIs(second, 'ready');
    await vi.waitFor(() =>
      expect(second.awareness.getStates().get(first.doc.clientID)).toMatchObject({ user: { id: 'ana' } }),
    );
    expect(second.doc.clientID).not.toBe(first.doc.clientID);
  });

  it('[D18] leaving waits for the confirmation of the last words', async () => {
    const document = open(await stored('Minutes'));
    const socket = await socketAt(0);
    socket.greets();
    let isClosed = false;
    const closed = document.close().then(() => {
      isClosed = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isClosed).toBe(false);
    socket.acknowledgesAll();
    await closed;
  });
});

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

  it('[M1] rows that another program stored are looked at too', async () => {
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
  });
});
