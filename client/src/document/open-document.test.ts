import 'fake-indexeddb/auto';
import { decodeMessage, documentIdFromBytes, encodeMessage, type Message } from '@ecritoire/shared';
import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { createDocument } from './create-document.ts';
import { type OpenDocument, openDocument } from './open-document.ts';
import { writeTitle } from './title.ts';

/** The other end of the line, moved by hand. */
class FakeSocket {
  static readonly OPEN = 1;
  static readonly CONNECTING = 0;
  static readonly CLOSED = 3;
  static all: FakeSocket[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: Message[] = [];

  constructor() {
    FakeSocket.all.push(this);
  }

  send(frame: Uint8Array): void {
    const message = decodeMessage(frame.slice());
    if (message.ok) this.sent.push(message.value);
  }

  close(): void {
    this.readyState = FakeSocket.CLOSED;
  }

  opens(): void {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(message: Message): void {
    const frame = encodeMessage(message);
    this.onmessage?.({
      data: frame.buffer.slice(frame.byteOffset, frame.byteOffset + frame.byteLength) as ArrayBuffer,
    });
  }

  /** What our relay says first, to somebody who has everything. */
  greets(content = Y.encodeStateAsUpdate(new Y.Doc())): void {
    this.opens();
    this.says({ type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false });
    this.says({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
    this.says({ type: 'sync-step-2', update: content });
  }

  documentFrames(): number {
    return this.sent.filter(({ type }) => type === 'update' || type === 'sync-step-2').length;
  }

  acknowledgesAll(): void {
    this.says({ type: 'ack', frames: this.documentFrames(), durableOffset: 1 });
  }

  refuses(): void {
    this.readyState = FakeSocket.CLOSED;
    this.onclose?.({ code: 1006 });
  }
}

const opened: OpenDocument[] = [];
const open = (id: Parameters<typeof openDocument>[0]) => {
  const document = openDocument(id);
  opened.push(document);
  return document;
};

beforeEach(() => {
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('location', { protocol: 'http:', host: 'relay.test' });
  vi.stubGlobal('document', new EventTarget());
  const page = new EventTarget();
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});

afterEach(async () => {
  for (const socket of FakeSocket.all) socket.refuses();
  await Promise.all(opened.splice(0).map((document) => document.close()));
  vi.unstubAllGlobals();
});

const freshId = () => documentIdFromBytes(crypto.getRandomValues(new Uint8Array(16)));
const titleOf = (document: OpenDocument) => document.doc.getText('title').toString();
const socketAt = (index: number) =>
  vi.waitFor(() => {
    const socket = FakeSocket.all[index];
    if (socket === undefined) throw new Error('no connection was tried');
    return socket;
  });
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

  it('[D16] what cannot be read is neither shown as empty, nor connected, nor changed', async () => {
    const id = await stored('Minutes');
    const database = await openDB(id);
    await database.add('updates', Uint8Array.of(255, 255, 255));
    const before = await database.getAll('updates');
    const document = open(id);
    await phaseIs(document, 'unreadable');
    expect(document.getStatus()).toMatchObject({ save: 'error', phase: { failure: 'corrupted' } });
    expect(titleOf(document)).toBe('');
    await document.close();
    expect(FakeSocket.all).toHaveLength(0);
    expect(await database.getAll('updates')).toEqual(before);
    database.close();
  });

  it('[G2] an editor is told of unknown content before its binding is', async () => {
    const id = await stored('Minutes');
    const document = open(id);
    await phaseIs(document, 'ready');
    const order: string[] = [];
    document.doc.getXmlFragment('content').observeDeep(() => order.push('binding'));
    document.subscribe(() => {
      if (document.getStatus().phase.name === 'update-needed' && !order.includes('told')) order.push('told');
    });
    const theirs = new Y.Doc();
    theirs.getXmlFragment('content').insert(0, [new Y.XmlElement('hologram')]);
    (await socketAt(0)).greets(Y.encodeStateAsUpdate(theirs));
    expect(order).toEqual(['told', 'binding']);
    expect(document.getStatus()).toMatchObject({ save: 'update-needed', phase: { unknown: ['node:hologram'] } });
    expect(document.doc.getXmlFragment('content').toJSON()).toContain('hologram');
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
