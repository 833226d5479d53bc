import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { compactUpdates, mergeRows } from './compaction.ts';
import { openUpdateStore } from './update-store.ts';

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
      openUpdateStore({ name, session, encodeEverything: () => Y.encodeStateAsUpdate(doc), now: () => 0 });
    const first = tab('first');
    const second = tab('second');
    await Promise.all(rows.slice(0, 200).map((row) => first.append(row, 'own')));
    const [compacted] = await Promise.all([
      compactUpdates(first, name),
      ...rows.slice(200).map((row) => second.append(row, 'own')),
    ]);
    expect(compacted.ok && compacted.value).toBeGreaterThanOrEqual(200);
    const stored = await tab('reader').read();
    if (!stored.ok) throw new Error(stored.error);
    expect(stored.value.rows.length).toBeLessThan(102);
    expect(load(stored.value.rows).getText('title').toString()).toBe(doc.getText('title').toString());
  });
});
