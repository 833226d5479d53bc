import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { deleteDB } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { type Fault, injectFaults } from './faulty-database.ts';
import { openUpdateStore } from './update-store.ts';

const faults: fc.Arbitrary<Fault> = fc.constantFrom('abort', 'full', 'hang', 'throw', 'lost');

/** The database answers meanwhile: its turns are real, only the store's waits are not. */
const wait = setTimeout;
const aMoment = () => new Promise((resolve) => wait(resolve, 10));

let names = 0;

beforeEach(() => {
  // Only what the store waits with: fake-indexeddb has its own turn of events.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Types words, one by one, while some writes fail, and reads the device as the next page would. */
async function typeThrough(words: number, forSeconds: number, faultAt: (write: number) => Fault | undefined) {
  names += 1;
  const name = `faults-${names}`;
  const doc = new Y.Doc();
  const store = openUpdateStore({
    name,
    session: String(doc.clientID),
    encodeEverything: () => Y.encodeStateAsUpdate(doc),
    now: () => 1,
    soon: (work) => work(),
  });
  injectFaults(faultAt);
  const acknowledged: string[] = [];
  let surfaced = 0;
  store.state.subscribe((after, before) => {
    if (after.failure !== undefined && before.failure === undefined) surfaced += 1;
  });
  doc.on('update', (update: Uint8Array) => {
    const word = String(doc.getArray('words').length - 1);
    void store.append(update, 'own').then((outcome) => outcome === 'stored' && acknowledged.push(word));
  });
  for (let word = 0; word < words; word += 1) {
    doc.getArray('words').push([String(word)]);
    if (word % 3 === 0) await aMoment();
  }
  const atOnce = { acknowledged: [...acknowledged], readable: await readWords(name) };
  // Every retry and every deadline comes due.
  for (let turn = 0; turn < forSeconds && store.state.getState().pendingOwn > 0; turn += 1) {
    await vi.advanceTimersByTimeAsync(1_000);
    await aMoment();
  }
  vi.restoreAllMocks();
  const { pendingOwn, failure } = store.state.getState();
  const closing = store.close();
  await vi.advanceTimersByTimeAsync(6_000);
  await closing;
  const result = { atOnce, pendingOwn, failure, surfaced, readable: await readWords(name) };
  await deleteDB(name);
  return result;
}

async function readWords(name: string): Promise<string[]> {
  const reader = openUpdateStore({
    name,
    session: 'reader',
    encodeEverything: () => new Uint8Array(),
    now: () => 1,
    soon: (work) => work(),
  });
  const stored = await reader.read();
  if (!stored.ok) throw new Error(stored.error);
  const doc = new Y.Doc();
  for (const { value } of stored.value.rows) if (value instanceof Uint8Array) Y.applyUpdate(doc, value);
  await reader.close();
  return doc.getArray<string>('words').toArray();
}

describe('writes that fail', () => {
  it('[D1] whichever fails however, what was acknowledged is readable, and in the end everything is, once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        faults,
        fc.integer({ min: 1, max: 3 }),
        async (k, kind, times) => {
          const words = 20;
          const { atOnce, readable, pendingOwn, failure, surfaced } = await typeThrough(words, 120, (write) =>
            write >= k && write < k + times ? kind : undefined,
          );
          expect(atOnce.readable).toEqual(expect.arrayContaining(atOnce.acknowledged));
          expect({ pendingOwn, failure }).toEqual({ pendingOwn: 0, failure: undefined });
          expect(readable).toEqual(Array.from({ length: words }, (_, word) => String(word)));
          expect(surfaced).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  it('[D2] a fault that stays is said once, and not taken back', async () => {
    for (const kind of ['abort', 'full', 'throw'] as const) {
      const { surfaced, failure, pendingOwn } = await typeThrough(20, 30, (write) => (write > 2 ? kind : undefined));
      expect(surfaced, kind).toBe(1);
      expect(failure, kind).toBeDefined();
      expect(pendingOwn, kind).toBeGreaterThan(0);
    }
  });
});
