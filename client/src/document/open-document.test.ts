import 'fake-indexeddb/auto';
import { documentIdFromBytes } from '@ecritoire/shared';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readUnsavedWork } from '../storage/device.ts';
import { createDocument } from './create-document.ts';
import { FakeSocket, socketAt } from './fake-socket.ts';
import type { OpenDocument } from './open-document.ts';
import { openInTests, phaseIs, saveIs } from './test-documents.ts';
import { writeTitle } from './title.ts';

const open = openInTests();

const freshId = () => documentIdFromBytes(crypto.getRandomValues(new Uint8Array(16)));
const titleOf = (document: OpenDocument) => document.doc.getText('title').toString();

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

  it('[D17] what moves in one tab moves in the others', async () => {
    const id = await stored('one');
    const first = open(id);
    await phaseIs(first, 'ready');
    first.awareness.setLocalStateField('caret', 3);
    const second = open(id);
    const seen = () => second.awareness.getStates().get(first.doc.clientID);
    await vi.waitFor(() => expect(seen()).toEqual({ caret: 3 }));
    first.awareness.setLocalStateField('caret', 7);
    await vi.waitFor(() => expect(seen()).toEqual({ caret: 7 }));
  });

  it('[UI-TRAY] words are known as this device’s own, in a later session too, and nobody else’s are', async () => {
    const id = await stored('Minutes');
    const first = open(id);
    await phaseIs(first, 'ready');
    const { clientID } = first.doc;
    expect(first.isOwnClient(clientID)).toBe(true);
    writeTitle(first.doc, 'Mine');
    await first.close();
    const later = open(id);
    await phaseIs(later, 'ready');
    expect(later.isOwnClient(clientID)).toBe(true);
    expect(later.isOwnClient(clientID + 1)).toBe(false);
  });

  it('[D6] a document that is left right after the relay has confirmed everything is not called unsent', async () => {
    const id = await stored('one');
    const document = open(id);
    const socket = await socketAt(0);
    socket.greets();
    writeTitle(document.doc, 'two');
    await vi.waitFor(async () => expect(await readUnsavedWork(id)).toBeDefined());
    // The change may not have been sent yet.
    await vi.waitFor(() => {
      socket.acknowledgesAll();
      expect(document.getStatus().save).toBe('saved');
    });
    await document.close();
    expect(await readUnsavedWork(id)).toBeUndefined();
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
