import 'fake-indexeddb/auto';
import type { DocumentId } from '@ecritoire/shared';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openSearchStore, type SearchStore } from '../storage/search-store.ts';
import { createGatherer, type Gatherer } from './gatherer.ts';
import { absentStamp } from './read-document.ts';
import { idOf } from './test-search.ts';

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

/** A gatherer whose documents are read when the test says so. */
async function startGatherer() {
  const store = await openSearchStore();
  await store.remove([...(await store.marks()).keys()]);
  const reads: { readonly id: DocumentId; readonly atMs: number; finish(): void }[] = [];
  let nowMs = 0;
  const stamps = new Map<DocumentId, string>();
  const gatherer: Gatherer = createGatherer({
    store,
    readStamp: async (id) => stamps.get(id) ?? 'some',
    readDocument(id) {
      const { promise, resolve } = Promise.withResolvers<void>();
      reads.push({ id, atMs: nowMs, finish: resolve });
      const block = { id: 'block', text: 'secret words', language: 'en', links: [] };
      return promise.then(() => ({ id, stamp: 'some', title: 'Secret', blocks: [block], linkedIds: [] }));
    },
    gathered: () => undefined,
    failed: (error) => {
      throw error;
    },
    now: () => nowMs,
    // Waiting is all that takes time here.
    wait(ms) {
      nowMs += ms;
      return new Promise((resolve) => setTimeout(resolve, 1));
    },
  });
  open.push(gatherer, store);
  return { store, reads, gatherer, deletes: (id: DocumentId) => stamps.set(id, absentStamp) };
}

const until = (check: () => unknown) => vi.waitFor(check, { timeout: 5_000, interval: 5 });
const wordsIn = async (store: SearchStore, id: DocumentId) => (await store.texts([id]))[0]?.blocks.length ?? 0;

describe('a document that goes while it is being read', () => {
  it.each([
    [
      'is deleted from the device',
      async ({ store, deletes }: Awaited<ReturnType<typeof startGatherer>>) => {
        deletes(idOf(1));
        await store.remove([idOf(1)]);
      },
    ],
    [
      'is taken off the list',
      async ({ gatherer }: Awaited<ReturnType<typeof startGatherer>>) =>
        gatherer.listed([{ id: idOf(2), changedAt: 1 }]),
    ],
  ])('[Q6] and %s leaves no word behind', async (_how, goes) => {
    const started = await startGatherer();
    const { store, reads, gatherer } = started;
    gatherer.listed([
      { id: idOf(1), changedAt: 2 },
      { id: idOf(2), changedAt: 1 },
    ]);
    await until(() => expect(reads).toHaveLength(1));
    await goes(started);
    reads[0]?.finish();
    await until(() => expect(reads.at(-1)?.id).toBe(idOf(2)));
    reads.at(-1)?.finish();
    await until(async () => expect(await wordsIn(store, idOf(2))).toBe(1));
    expect(await wordsIn(store, idOf(1))).toBe(0);
    expect(await store.mark(idOf(1))).toBeUndefined();
  });
});

describe('gathering', () => {
  it('[Q5] one document is read at a time', async () => {
    const { reads, gatherer } = await startGatherer();
    gatherer.listed([1, 2, 3].map((seed) => ({ id: idOf(seed), changedAt: seed })));
    await until(() => expect(reads).toHaveLength(1));
    gatherer.stored(idOf(2));
    gatherer.listed([3, 4].map((seed) => ({ id: idOf(seed), changedAt: seed })));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reads).toHaveLength(1);
  });

  it('[Q5] a document that is typed in is read after a pause, and the others slowly meanwhile', async () => {
    const { reads, gatherer } = await startGatherer();
    gatherer.listed([1, 2].map((seed) => ({ id: idOf(seed), changedAt: seed })));
    await until(() => expect(reads).toHaveLength(1));
    gatherer.stored(idOf(9));
    for (const place of [0, 1, 2]) {
      await until(() => expect(reads).toHaveLength(place + 1));
      reads[place]?.finish();
    }
    expect(reads.map(({ id, atMs }) => [id, atMs])).toEqual([
      [idOf(1), 0],
      [idOf(2), 250],
      [idOf(9), 1_000],
    ]);
  });

  it('[Q5] what somebody works on does not wait until a whole library has been read', async () => {
    const { reads, gatherer } = await startGatherer();
    const library = Array.from({ length: 30 }, (_, seed) => ({ id: idOf(seed + 1), changedAt: -seed }));
    gatherer.listed(library);
    await until(() => expect(reads).toHaveLength(1));
    gatherer.stored(idOf(30));
    for (let place = 0; place < 8; place += 1) {
      await until(() => expect(reads).toHaveLength(place + 1));
      // The list follows what is typed.
      gatherer.listed(library);
      reads[place]?.finish();
    }
    const read = reads.find(({ id }) => id === idOf(30));
    expect(read?.atMs).toBe(1_000);
  });

  it('[Q5] what changed while no window was open is read: first what the list says, then what nobody said', async () => {
    const { store, reads, gatherer } = await startGatherer();
    for (const seed of [1, 2, 3])
      await store.put({ id: idOf(seed), stamp: 'before', readAt: 10, title: '', blocks: [], linkedIds: [] });
    gatherer.listed([
      { id: idOf(1), changedAt: 5 },
      { id: idOf(2), changedAt: 5 },
      { id: idOf(3), changedAt: 20 },
    ]);
    for (const place of [0, 1, 2]) {
      await until(() => expect(reads).toHaveLength(place + 1));
      reads[place]?.finish();
    }
    expect(reads.map(({ id }) => id)).toEqual([idOf(3), idOf(1), idOf(2)]);
  });
});
