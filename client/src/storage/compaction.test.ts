import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { openDB } from 'idb';
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { compactUpdates, isWorthCompacting, mergeRows } from './compaction.ts';
import { injectFaults } from './faulty-database.ts';
import type { StoredRow } from './sound-rows.ts';
import { openUpdateStore, type UpdateStore } from './update-store.ts';

/** A document's updates, one per edit. */
function typed(edit: (doc: Y.Doc) => void): { doc: Y.Doc; rows: Uint8Array[] } {
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  edit(doc);
  return { doc, rows };
}

function load(rows: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const row of rows) Y.applyUpdate(doc, row);
  return doc;
}

const bytesOf = ({ value }: StoredRow) => (value instanceof Uint8Array ? value : new Uint8Array());

const edits = fc.array(
  fc.record({ at: fc.nat(200), remove: fc.nat(3), insert: fc.string({ unit: 'grapheme', maxLength: 4 }) }),
  { minLength: 1, maxLength: 60 },
);

describe('compaction on the device', () => {
  it('[D8] the merged row holds exactly what the rows held, deletions included', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const { doc, rows } = typed((edited) => {
          const text = edited.getText('title');
          for (const { at, remove, insert } of list) {
            const start = Math.min(at, text.length);
            edited.transact(() => {
              text.delete(start, Math.min(remove, text.length - start));
              text.insert(start, insert);
            });
          }
        });
        const merged = mergeRows(rows);
        expect(merged).toBeDefined();
        if (merged === undefined) return;
        const loaded = load([merged]);
        expect(loaded.getText('title').toString()).toBe(doc.getText('title').toString());
        expect(Y.equalSnapshots(Y.snapshot(loaded), Y.snapshot(doc))).toBe(true);
      }),
    );
  });

  it('[D9] words inside a block that somebody else deleted stay on disk', () => {
    const { doc: ana, rows } = typed((doc) => {
      doc.getXmlFragment('content').insert(0, [new Y.XmlElement('paragraph')]);
      (doc.getXmlFragment('content').get(0) as Y.XmlElement).insert(0, [new Y.XmlText('start')]);
    });
    const bob = load(rows);
    bob.getXmlFragment('content').delete(0, 1);
    const text = (ana.getXmlFragment('content').get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(5, ' PRECIOUS');
    const merged = mergeRows([...rows, Y.encodeStateAsUpdate(bob)]);
    expect(new TextDecoder().decode(merged)).toContain('PRECIOUS');
  });

  it('[D10] rows that wait for a change not yet here, or that do not decode, are left as they are', () => {
    const { rows } = typed((doc) => {
      for (let index = 0; index < 5; index += 1) doc.getText('title').insert(index, 'x');
    });
    expect(mergeRows([...rows.slice(0, 2), ...rows.slice(3)])).toBeUndefined();
    expect(mergeRows([...rows, Uint8Array.of(255, 255, 255)])).toBeUndefined();
  });

  it('[D11] what another tab stores during a compaction is not lost', async () => {
    const name = 'compaction-race';
    const { doc, rows } = typed((edited) => {
      for (let index = 0; index < 300; index += 1) edited.getText('title').insert(index, String(index % 10));
    });
    const tab = (session: string) =>
      openUpdateStore({
        name,
        session,
        encodeEverything: () => Y.encodeStateAsUpdate(doc),
        now: () => 0,
        soon: (work) => work(),
      });
    const first = tab('first');
    const second = tab('second');
    await Promise.all(rows.slice(0, 200).map((row) => first.append(row, 'own')));
    const [compacted] = await Promise.all([
      compactUpdates(name),
      ...rows.slice(200).map((row) => second.append(row, 'own')),
    ]);
    expect(compacted.ok && compacted.value).toBeGreaterThanOrEqual(200);
    const stored = await tab('reader').read();
    if (!stored.ok) throw new Error(stored.error);
    expect(stored.value.rows.length).toBeLessThan(102);
    expect(load(stored.value.rows.map(bytesOf)).getText('title').toString()).toBe(doc.getText('title').toString());
  });

  it('[D11] however tabs append, compact, fail and close at once, what was acknowledged is readable, and once', async () => {
    // As in a browser without Web Locks that tries all the same: two compactions at a time.
    vi.spyOn(navigator.locks, 'request').mockImplementation(async (_name, _options, work) =>
      work({ name: '', mode: 'exclusive' }),
    );
    const step = fc.record({ tab: fc.nat(2), kind: fc.constantFrom('append', 'append', 'compact', 'close', 'wait') });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 1, max: 30 }),
        async (list, k) => {
          runs += 1;
          const name = `compaction-interleaved-${runs}`;
          const open = () =>
            openUpdateStore({
              name,
              session: 'tab',
              encodeEverything: () => new Uint8Array(),
              now: () => 0,
              soon: (work) => work(),
            });
          const stores = [open(), open(), open()];
          const acknowledged: Promise<string>[] = [];
          const others: Promise<unknown>[] = [];
          const append = (store: UpdateStore | undefined) => {
            const word = String(acknowledged.length);
            // Each stands on nothing: one that is refused takes no other with it.
            const author = new Y.Doc();
            author.getArray('words').push([word]);
            const stored = store?.append(Y.encodeStateAsUpdate(author), 'own') ?? Promise.resolve('failed');
            acknowledged.push(stored.then((outcome) => (outcome === 'stored' ? word : '')));
          };
          // Enough to be worth it from the start.
          for (let row = 0; row < 110; row += 1) append(stores[0]);
          await Promise.all(acknowledged);
          injectFaults((write) => (write === k ? 'throw' : undefined));
          for (const { tab, kind } of list) {
            if (kind === 'append') append(stores[tab]);
            if (kind === 'compact') others.push(compactUpdates(name));
            if (kind === 'close') {
              others.push(stores[tab]?.close() ?? Promise.resolve());
              stores[tab] = open();
            }
            if (kind === 'wait') await new Promise((resolve) => setTimeout(resolve, 1));
          }
          const must = (await Promise.all(acknowledged)).filter((word) => word !== '');
          await Promise.all(others);
          injectFaults(() => undefined);
          await Promise.all(stores.map((store) => store.close()));
          const stored = await open().read();
          if (!stored.ok) throw new Error(stored.error);
          const read = load(stored.value.rows.map(bytesOf)).getArray<string>('words').toArray();
          expect(read).toEqual(expect.arrayContaining(must));
          expect(new Set(read).size).toBe(read.length);
        },
      ),
      { numRuns: 40 },
    );
    vi.restoreAllMocks();
  }, 60_000);

  it('[D23] many rows are worth it, many bytes too, and a few keys in a large document are not', () => {
    const rows = (count: number, size: number) => Array.from({ length: count }, () => size);
    expect(isWorthCompacting(rows(99, 30))).toBe(false);
    expect(isWorthCompacting(rows(500, 30))).toBe(true);
    expect(isWorthCompacting([4_000_000])).toBe(false);
    expect(isWorthCompacting([4_000_000, 4_000_000])).toBe(true);
    expect(isWorthCompacting([2_000_000, ...rows(500, 30)])).toBe(false);
    expect(isWorthCompacting([2_000_000, ...rows(2_000, 30)])).toBe(true);
  });

  it('[D19] rows set aside, and damaged ones nobody has found yet, are neither merged nor deleted', async () => {
    const name = 'compaction-damaged';
    const { rows } = typed((edited) => {
      for (let index = 0; index < 150; index += 1) edited.getText('title').insert(index, 'x');
    });
    const store = openUpdateStore({
      name,
      session: 's',
      encodeEverything: () => new Uint8Array(),
      now: () => 0,
      soon: (work) => work(),
    });
    for (const row of rows) void store.append(row, 'received');
    await store.close();
    const database = await openDB(name);
    const damaged = Uint8Array.of(255, 255);
    const setAside = await database.add('updates', rows[0] ?? damaged);
    await database.put(
      'custom',
      { kind: 'altered', foundAt: 1, mayHoldUnsent: false, isRepaired: true },
      `ecritoire:damaged:${String(setAside)}`,
    );
    const unfound = await database.add('updates', damaged);
    const compacted = await compactUpdates(name);
    expect(compacted).toEqual({ ok: true, value: 150 });
    expect(await database.getAllKeys('updates')).toEqual(expect.arrayContaining([setAside, unfound]));
    expect(await database.count('updates')).toBe(3);
    expect(await database.get('updates', unfound)).toEqual(damaged);
    database.close();
  });
});
