import 'fake-indexeddb/auto';
import type { DocumentId } from '@ecritoire/shared';
import { type IDBPDatabase, openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { readUnsavedWork } from '../storage/device.ts';
import { injectFaults } from '../storage/faulty-database.ts';
import { createDocument } from './create-document.ts';
import { FakeSocket, socketAt } from './fake-socket.ts';
import type { OpenDocument } from './open-document.ts';
import { openInTests, phaseIs } from './test-documents.ts';

const open = openInTests();

const wordsOf = (document: OpenDocument) => document.doc.getArray('words').toArray();
const repairIs = (document: OpenDocument, repair: string) =>
  vi.waitFor(() => expect(document.getStatus().repair).toBe(repair));

/** A document of several sessions, each of which wrote one word in a row of its own; the relay has all of it. */
async function writtenBySessions(words: readonly string[]) {
  const created = await createDocument('fr');
  if (!created.ok) throw new Error(created.error);
  const id = created.value;
  const relay = new Y.Doc();
  const store = await openDB(id);
  for (const row of await store.getAll('updates')) Y.applyUpdate(relay, row);
  for (const word of words) {
    const author = new Y.Doc();
    Y.applyUpdate(author, Y.encodeStateAsUpdate(relay));
    const before = Y.encodeStateVector(author);
    author.getArray('words').push([word]);
    const update = Y.encodeStateAsUpdate(author, before);
    Y.applyUpdate(relay, update);
    await store.add('updates', update);
  }
  await store.clear('custom');
  store.close();
  return { id, content: Y.encodeStateAsUpdate(relay) };
}

async function rowsOf(id: DocumentId) {
  const store = await openDB(id);
  const [keys, values] = await Promise.all([store.getAllKeys('updates'), store.getAll('updates')]);
  store.close();
  return new Map(keys.map((key, index) => [key, values[index]]));
}

async function change(
  id: DocumentId,
  work: (put: (key: number, value: unknown) => Promise<unknown>) => Promise<unknown>,
) {
  const store = await openDB(id);
  await work((key, value) => store.put('updates', value, key));
  store.close();
}

const junk = Uint8Array.of(255, 255, 255);

describe('a document of which a part cannot be read', () => {
  it('[D19] opens with all the rest; the damaged row stays as it is, and is not applied, compacted or deleted', async () => {
    const { id } = await writtenBySessions(['un', 'deux', 'trois']);
    await change(id, (put) => put(5, junk));
    const document = open(id);
    await phaseIs(document, 'ready');
    expect(wordsOf(document)).toEqual(['un', 'deux', 'trois']);
    expect(document.getStatus().repair).toBe('awaited');
    expect(document.readDamage().rows).toEqual([{ key: 5, kind: 'undecodable', value: junk }]);
    await document.close();
    expect((await rowsOf(id)).get(5)).toEqual(junk);
  });

  it.each([
    ['a damaged row', (store: IDBPDatabase) => store.put('updates', junk, 4), ['un', 'deux']],
    ['a row gone without a trace', (store: IDBPDatabase) => store.delete('updates', 3), ['un']],
  ])(
    '[D19] shows the rest, and says so of %s, without waiting for a relay, a tab or a clock',
    async (_, spoil, rest) => {
      const { id } = await writtenBySessions(['un', 'deux', 'trois']);
      const store = await openDB(id);
      await spoil(store);
      store.close();
      const turn = setTimeout;
      // The clock stands still; the database has turns of its own.
      vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'requestIdleCallback', 'Date'] });
      try {
        const document = open(id);
        while (document.getStatus().phase.name === 'loading') await new Promise((resolve) => turn(resolve, 1));
        expect(document.getStatus()).toMatchObject({ phase: { name: 'ready' }, repair: 'awaited' });
        expect(wordsOf(document)).toEqual(rest);
      } finally {
        vi.useRealTimers();
      }
    },
  );

  it('[D20] a lost row is said as long as its words are missing, and no longer', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux', 'trois']);
    // "trois" stands after "deux": without it, it has no place.
    await change(id, (put) => put(3, junk));
    const document = open(id);
    await phaseIs(document, 'ready');
    expect(wordsOf(document)).toEqual(['un']);
    expect(document.getStatus().repair).toBe('awaited');
    (await socketAt(0)).greets(content);
    await repairIs(document, 'whole');
    expect(wordsOf(document)).toEqual(['un', 'deux', 'trois']);
  });

  it('[D20] a row that is gone without a trace is missed as long as others stand on it', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux', 'trois']);
    const store = await openDB(id);
    await store.delete('updates', 3);
    store.close();
    const document = open(id);
    await phaseIs(document, 'ready');
    expect(document.getStatus().repair).toBe('awaited');
    expect(document.readDamage().rows).toEqual([]);
    (await socketAt(0)).greets(content);
    await repairIs(document, 'none');
    expect(wordsOf(document)).toEqual(['un', 'deux', 'trois']);
  });

  it('[D21] what came back from the relay is stored, and the next opening has nothing to report', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux', 'trois']);
    await change(id, (put) => put(4, junk));
    const first = open(id);
    const socket = await socketAt(0);
    socket.greets(content);
    socket.acknowledgesAll();
    await repairIs(first, 'whole');
    await first.close();
    const second = open(id);
    await phaseIs(second, 'ready');
    expect(second.getStatus().repair).toBe('none');
    expect(wordsOf(second)).toEqual(['un', 'deux', 'trois']);
    expect((await rowsOf(id)).get(4)).toEqual(junk);
  });

  it('[D21] what came back and could not be stored is damage again at the next opening', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux']);
    await change(id, (put) => put(3, junk));
    // The rows that come back find no room, the note that they are back would.
    injectFaults((_write, stores) => (stores.includes('updates') ? 'throw' : undefined));
    const first = open(id);
    const socket = await socketAt(0);
    socket.greets(content);
    socket.acknowledgesAll();
    await repairIs(first, 'whole');
    await first.close();
    vi.restoreAllMocks();
    FakeSocket.all = [];
    const second = open(id);
    await phaseIs(second, 'ready');
    expect(second.getStatus().repair).toBe('awaited');
  });

  it('[D21] what the relay may never have had is not called whole, now or later, and counts as unsent', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux']);
    const store = await openDB(id);
    await store.put('custom', 1, 'ecritoire:unsaved:somebody');
    await store.put('updates', junk, 3);
    store.close();
    for (const opening of ['first', 'second']) {
      FakeSocket.all = [];
      const document = open(id);
      const socket = await socketAt(0);
      socket.greets(content);
      socket.acknowledgesAll();
      await vi.waitFor(() => expect(document.getStatus().save, opening).toBe('saved'));
      expect(document.getStatus().repair).toBe('partial');
      await document.close();
      expect(await readUnsavedWork(id)).toBeDefined();
    }
  });

  it('[D21] another tab that has everything makes it whole without any network', async () => {
    const { id } = await writtenBySessions(['un', 'deux']);
    const first = open(id);
    await phaseIs(first, 'ready');
    await change(id, (put) => put(3, junk));
    const second = open(id);
    await phaseIs(second, 'ready');
    await repairIs(second, 'whole');
    expect(wordsOf(second)).toEqual(['un', 'deux']);
    expect(first.getStatus().repair).toBe('none');
  });

  it('[D16] one of which nothing can be read is not shown as empty, whatever the relay says, and stays as it is', async () => {
    const { id } = await writtenBySessions(['un']);
    await change(id, (put) => Promise.all([put(1, junk), put(2, 'text')]));
    const before = await rowsOf(id);
    const document = open(id);
    await phaseIs(document, 'unreadable');
    expect(document.getStatus()).toMatchObject({ save: 'error', phase: { failure: 'corrupted', isRelayEmpty: false } });
    (await socketAt(0)).greets();
    await vi.waitFor(() =>
      expect(document.getStatus().phase).toMatchObject({ name: 'unreadable', isRelayEmpty: true }),
    );
    await document.close();
    expect(await rowsOf(id)).toEqual(before);
  });

  it('[D16] it opens from the relay’s copy, which is stored beside the damaged rows', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux']);
    await change(id, (put) => Promise.all([put(1, junk), put(2, junk), put(3, junk)]));
    const document = open(id);
    await phaseIs(document, 'unreadable');
    const socket = await socketAt(0);
    socket.greets(content);
    socket.acknowledgesAll();
    await phaseIs(document, 'ready');
    expect(wordsOf(document)).toEqual(['un', 'deux']);
    await document.close();
    const rows = await rowsOf(id);
    expect([1, 2, 3].map((key) => rows.get(key))).toEqual([junk, junk, junk]);
    expect(rows.size).toBeGreaterThan(3);
  });

  it('[D22] a database of a newer version is neither read as empty nor written to', async () => {
    const { id } = await writtenBySessions(['un']);
    const newer = await openDB(id, 2);
    newer.close();
    const document = open(id);
    await phaseIs(document, 'unreadable');
    expect(document.getStatus().phase).toMatchObject({ failure: 'newer-version' });
    await document.close();
    expect((await rowsOf(id)).size).toBe(2);
  });

  it('[D19] damaged marks say the worst, and stop nothing', async () => {
    const { id, content } = await writtenBySessions(['un', 'deux']);
    const store = await openDB(id);
    await store.put('custom', 'nonsense', 'ecritoire:unsaved:1');
    await store.put('custom', { count: Number.NaN, since: {} }, 'ecritoire:unsaved:2');
    await store.put('custom', Uint8Array.of(1), 'ecritoire:damaged:3');
    await store.put('custom', 7, 'ecritoire:damaged:nonsense');
    store.close();
    const document = open(id);
    const socket = await socketAt(0);
    expect(document.getStatus()).toMatchObject({ phase: { name: 'ready' }, repair: 'awaited' });
    socket.greets(content);
    socket.acknowledgesAll();
    await vi.waitFor(() => expect(document.getStatus().save).toBe('saved'));
    expect(wordsOf(document)).toEqual(['un', 'deux']);
    await vi.waitFor(async () => {
      const again = await openDB(id);
      const keys = await again.getAllKeys('custom');
      again.close();
      expect(keys.filter((key) => String(key).startsWith('ecritoire:unsaved:'))).toEqual([]);
    }, 5_000);
  });
});
