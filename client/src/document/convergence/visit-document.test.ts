import 'fake-indexeddb/auto';
import type { DocumentId } from '@ecritoire/shared';
import { closeCodes, documentIdFromBytes } from '@ecritoire/shared';
import { openDB } from 'idb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { injectFaults } from '../../storage/faulty-database.ts';
import { noteConvergence, readStandings } from '../../storage/standing.ts';
import { createDocument } from '../create-document.ts';
import { FakeSocket, socketAt } from '../fake-socket.ts';
import { readRecoveredWords } from '../recovery/recovered-words.ts';
import { openInTests, phaseIs } from '../test-documents.ts';
import { writeTitle } from '../title.ts';
import { visitDocument } from './visit-document.ts';

const open = openInTests();
afterEach(() => void vi.restoreAllMocks());

const freshId = () => documentIdFromBytes(crypto.getRandomValues(new Uint8Array(16)));
const visit = (id: DocumentId, withinMs?: number) =>
  visitDocument(id, (doc) => doc.getText('title').toString(), withinMs);
const converged = { name: 'converged', transport: 'websocket' };

async function make(fill: (doc: Y.Doc) => void): Promise<DocumentId> {
  const created = await createDocument('en', fill);
  if (!created.ok) throw new Error(created.error);
  return created.value;
}

const withTitle = (title: string) => make((doc) => writeTitle(doc, title));

async function rowsOf(id: DocumentId): Promise<Uint8Array[]> {
  const database = await openDB(id);
  const rows: Uint8Array[] = await database.getAll('updates');
  database.close();
  return rows;
}

async function storedDoc(id: DocumentId): Promise<Y.Doc> {
  const doc = new Y.Doc();
  for (const row of await rowsOf(id)) Y.applyUpdate(doc, row);
  return doc;
}

/** What somebody else makes of a document that they have as this device has it. */
async function theirVersion(id: DocumentId, change: (doc: Y.Doc) => void): Promise<Uint8Array> {
  const doc = await storedDoc(id);
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

async function standingOf(id: DocumentId) {
  const [standing] = await readStandings([id]);
  return standing;
}

describe('a visit', () => {
  it('[C1] brings what the others wrote, stored, and the relay what is here; then nothing of it is left open', async () => {
    const id = await withTitle('Ours');
    expect(await standingOf(id)).toMatchObject({ isHere: true, isUnsaved: true });
    const theirs = await theirVersion(id, (doc) => doc.getText('title').insert(4, ' and theirs'));
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.greets(theirs);
    const answer = socket.sent.find(({ type }) => type === 'sync-step-2');
    expect(answer).toBeDefined();
    let isOver = false;
    void visited.then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isOver, 'before the relay has confirmed').toBe(false);
    socket.acknowledgesAll();
    expect(await visited).toEqual({ outcome: converged, arrived: 'Ours and theirs' });
    expect((await storedDoc(id)).getText('title').toString()).toBe('Ours and theirs');
    expect(await standingOf(id)).toMatchObject({ isUnsaved: false });
    expect(socket.readyState).toBe(FakeSocket.CLOSED);
  });

  it('[C1] with nothing new stores nothing, sends nothing but the handshake, and has nothing to tell', async () => {
    const id = await withTitle('Same');
    const content = Y.encodeStateAsUpdate(await storedDoc(id));
    const rowsBefore = await rowsOf(id);
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.greets(content);
    socket.acknowledgesAll();
    expect(await visited).toEqual({ outcome: converged, arrived: undefined });
    expect(await rowsOf(id)).toEqual(rowsBefore);
    expect(socket.sent.filter(({ type }) => type !== 'awareness').map(({ type }) => type)).toEqual([
      'sync-step-1',
      'sync-step-2',
    ]);
  });

  it('[C1] is not over when the relay has confirmed all, and its own content is still to come', async () => {
    const id = await withTitle('Ours');
    const theirs = await theirVersion(id, (doc) => doc.getText('title').insert(4, ' and theirs'));
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.opens();
    socket.says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
    socket.says({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    socket.acknowledgesAll();
    await new Promise((resolve) => setTimeout(resolve, 30));
    socket.says({ type: 'sync-step-2', update: theirs });
    expect(await visited).toEqual({ outcome: converged, arrived: 'Ours and theirs' });
  });

  it('[C1] fetches a document that is not on this device', async () => {
    const id = freshId();
    expect(await standingOf(id)).toMatchObject({ isHere: false });
    const theirs = new Y.Doc();
    writeTitle(theirs, 'From afar');
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.greets(Y.encodeStateAsUpdate(theirs));
    socket.acknowledgesAll();
    expect(await visited).toEqual({ outcome: converged, arrived: 'From afar' });
    expect((await storedDoc(id)).getText('title').toString()).toBe('From afar');
    await noteConvergence(id, 7_000);
    expect(await standingOf(id)).toEqual({ id, isHere: true, isUnsaved: false, convergedAt: 7_000 });
  });

  it('[C8] announces nobody', async () => {
    const id = await withTitle('Quiet');
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.greets();
    socket.acknowledgesAll();
    await visited;
    const announced = socket.sent.flatMap((message) => (message.type === 'awareness' ? [message.update] : []));
    for (const update of announced) expect(new TextDecoder().decode(update)).toMatch(/null$/);
  });

  it('[C9] leaves a document alone that a page has open', async () => {
    const id = await withTitle('Open');
    const page = open(id);
    await phaseIs(page, 'ready');
    await socketAt(0);
    expect(await visit(id)).toEqual({ outcome: { name: 'open' }, arrived: undefined });
    expect(FakeSocket.all).toHaveLength(1);
    await page.close();
    const visited = visit(id);
    (await socketAt(1)).refuses();
    expect((await visited).outcome.name).not.toBe('open');
  });
});

describe('a visit that comes to nothing', () => {
  it('[C6] tells a relay that is away, and one that goes away in the middle, and loses nothing', async () => {
    const id = await withTitle('Kept');
    const away = visit(id);
    (await socketAt(0)).refuses();
    expect((await away).outcome).toEqual({ name: 'unreachable', isIntercepted: false });
    const cut = visit(id);
    const socket = await socketAt(FakeSocket.all.length);
    const theirs = await theirVersion(id, (doc) => doc.getText('title').insert(4, '!'));
    socket.greets(theirs);
    socket.refuses();
    expect(await cut).toEqual({ outcome: { name: 'unreachable', isIntercepted: false }, arrived: 'Kept!' });
    expect((await storedDoc(id)).getText('title').toString()).toBe('Kept!');
    expect(await standingOf(id)).toMatchObject({ isUnsaved: true });
  });

  it.each([
    [closeCodes.tooLarge, 'too-large'],
    [closeCodes.forbidden, 'refused'],
  ])('[C5] is over at once when the relay closes with %i: %s', async (code, reason) => {
    const id = await withTitle('Refused');
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.opens();
    socket.says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
    socket.readyState = FakeSocket.CLOSED;
    socket.onclose?.({ code });
    expect((await visited).outcome).toEqual({ name: 'skipped', reason });
    expect(await standingOf(id)).toMatchObject({ isUnsaved: true });
  });

  it('[C5] is over in time when the relay says hello and nothing more', async () => {
    const id = await withTitle('Unheard');
    const visited = visit(id, 50);
    const socket = await socketAt(0);
    socket.opens();
    socket.says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
    expect((await visited).outcome).toEqual({ name: 'skipped', reason: 'unanswered' });
  });

  it('[C5] makes no empty document of one that neither the device nor the relay has', async () => {
    const id = freshId();
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.greets();
    socket.acknowledgesAll();
    expect(await visited).toEqual({ outcome: { name: 'skipped', reason: 'nowhere' }, arrived: undefined });
    expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(id);
  });

  it.each([
    ['cannot be read', 'corrupted', (id: DocumentId) => spoil(id)],
    ['is of a newer version', 'newer-version', (id: DocumentId) => openDB(id, 2).then((store) => store.close())],
  ])('[C5, D16, D22] leaves a document that %s as it is, and connects nobody', async (_, reason, change) => {
    const id = await withTitle('Untouched');
    await change(id);
    const before = await rowsOf(id);
    expect((await visit(id, 200)).outcome).toEqual({ name: 'skipped', reason });
    expect(await rowsOf(id)).toEqual(before);
  });

  it('[C7] says that the device is full, and what arrived stays with the relay', async () => {
    const id = await withTitle('Full');
    const theirs = await theirVersion(id, (doc) => doc.getText('title').insert(4, '!'));
    injectFaults((_write, stores) => (stores.includes('updates') ? 'full' : undefined));
    const visited = visit(id);
    const socket = await socketAt(0);
    socket.greets(theirs);
    socket.acknowledgesAll();
    expect(await visited).toEqual({ outcome: { name: 'skipped', reason: 'quota-exceeded' }, arrived: undefined });
    expect((await storedDoc(id)).getText('title').toString()).toBe('Full');
  });

  async function spoil(id: DocumentId): Promise<void> {
    const database = await openDB(id);
    for (const key of await database.getAllKeys('updates')) await database.put('updates', Uint8Array.of(255, 255), key);
    database.close();
  }
});

describe('what a visit finds', () => {
  const paragraph = (doc: Y.Doc, words: string) => {
    const element = new Y.XmlElement('paragraph');
    doc.getXmlFragment('content').insert(0, [element]);
    element.setAttribute('id', 'paragraph1');
    element.insert(0, [new Y.XmlText(words)]);
  };

  /** A document in which this device wrote words offline, in a page that is closed. */
  async function writtenOffline() {
    const id = await make((doc) => paragraph(doc, 'start'));
    const base = await storedDoc(id);
    const page = open(id);
    await phaseIs(page, 'ready');
    const [block] = page.doc.getXmlFragment('content').toArray();
    const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (text instanceof Y.XmlText) text.insert(5, ' PRECIOUS');
    await page.close();
    FakeSocket.all = [];
    return { id, base };
  }

  function replaceBlock(doc: Y.Doc, by: 'heading' | undefined): Uint8Array {
    const content = doc.getXmlFragment('content');
    doc.transact(() => {
      content.delete(0, 1);
      if (by === undefined) return;
      const block = new Y.XmlElement(by);
      content.insert(0, [block]);
      block.setAttribute('id', 'paragraph1');
      block.insert(0, [new Y.XmlText('start')]);
    });
    return Y.encodeStateAsUpdate(doc);
  }

  const lostIn = (doc: Y.Doc) => readRecoveredWords(doc).map(({ text, state }) => [text, state]);

  /** Plays the relay until the visit is over; resolves to what it has then. */
  async function serve(visited: Promise<unknown>, content: Uint8Array): Promise<Y.Doc> {
    const socket = await socketAt(0);
    socket.greets(content);
    const confirming = setInterval(() => socket.acknowledgesAll(), 5);
    await visited;
    clearInterval(confirming);
    const relay = new Y.Doc();
    Y.applyUpdate(relay, content);
    for (const message of socket.sent)
      if (message.type === 'sync-step-2' || message.type === 'update') Y.applyUpdate(relay, message.update);
    return relay;
  }

  it('[C1, M3] words that merging would lose are recorded here and on the relay, and wait at the next opening', async () => {
    const { id, base } = await writtenOffline();
    const visited = visit(id);
    const relay = await serve(visited, replaceBlock(base, undefined));
    expect((await visited).outcome).toEqual(converged);
    expect(lostIn(relay)).toEqual([[' PRECIOUS', 'open']]);
    for (const row of (await rowsOf(id)).filter((row) => Y.decodeUpdate(row).ds.clients.size > 0))
      expect(new TextDecoder().decode(row)).toContain('PRECIOUS');
    const page = open(id);
    await phaseIs(page, 'ready');
    expect(lostIn(page.doc)).toEqual([[' PRECIOUS', 'open']]);
  });

  it('[C1, M8] words of this device’s author are back in their block, here and for the others, when it is over', async () => {
    const { id, base } = await writtenOffline();
    const visited = visit(id);
    const relay = await serve(visited, replaceBlock(base, 'heading'));
    expect((await visited).outcome).toEqual(converged);
    for (const doc of [relay, await storedDoc(id)]) {
      expect(doc.getXmlFragment('content').toString()).toContain('start PRECIOUS');
      expect(lostIn(doc)).toEqual([[' PRECIOUS', 'restored']]);
    }
    expect(await standingOf(id)).toMatchObject({ isUnsaved: false });
  });

  it('[C1, G2] what a newer version wrote is stored as it came, and nothing is written in answer', async () => {
    const id = await withTitle('Later');
    const theirs = await theirVersion(id, (doc) => {
      doc.getXmlFragment('content').insert(0, [new Y.XmlElement('hologram')]);
      doc.getMap('meta').set('schema', { version: 99, minReader: 99, minWriter: 99 });
    });
    const visited = visit(id);
    const relay = await serve(visited, theirs);
    expect((await visited).outcome).toEqual(converged);
    for (const doc of [relay, await storedDoc(id)]) {
      expect(doc.getXmlFragment('content').toString()).toContain('hologram');
      expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(relay));
    }
    const after = new Y.Doc();
    Y.applyUpdate(after, theirs);
    expect(Y.encodeStateVector(await storedDoc(id))).toEqual(Y.encodeStateVector(after));
  });

  it('[C1, D21] a damaged row is repaired from the relay, and stays set aside', async () => {
    const id = await withTitle('Whole');
    const content = await theirVersion(id, (doc) => doc.getText('title').insert(5, ' again'));
    const junk = Uint8Array.of(255, 255, 255);
    const database = await openDB(id);
    await database.clear('custom');
    await database.add('updates', junk);
    database.close();
    const visited = visit(id);
    await serve(visited, content);
    expect((await visited).outcome).toEqual(converged);
    expect((await rowsOf(id)).filter((row) => row.length === 3)).toEqual([junk]);
    const page = open(id);
    await phaseIs(page, 'ready');
    expect(page.getStatus().repair).toBe('none');
  });
});
