import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { splitUpdate } from './split-update.ts';

/** Several people who type, delete and meet, in one text and in blocks: what stands on what goes across clients. */
const steps = fc.array(
  fc.record({
    who: fc.nat(3),
    kind: fc.constantFrom('type', 'delete', 'block', 'meet'),
    at: fc.nat(400),
    text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  }),
  { minLength: 5, maxLength: 80 },
);
type Step = (typeof steps extends fc.Arbitrary<infer T> ? T : never)[number];

function write(list: readonly Step[]): { readonly doc: Y.Doc; readonly early: Y.Doc } {
  const people = [11, 7, 23, 2].map((clientId) => Object.assign(new Y.Doc(), { clientID: clientId }));
  const early = new Y.Doc();
  for (const [index, { who, kind, at, text }] of list.entries()) {
    const person = people[who] ?? early;
    const written = person.getText('title');
    const start = Math.min(at, written.length);
    if (kind === 'type') written.insert(start, text);
    if (kind === 'delete') written.delete(start, Math.min(3, written.length - start));
    if (kind === 'block') person.getXmlFragment('content').insert(0, [new Y.XmlText(text)]);
    if (kind === 'meet') for (const other of people) Y.applyUpdate(person, Y.encodeStateAsUpdate(other));
    // What the relay has had all along.
    if (index === Math.floor(list.length / 3)) Y.applyUpdate(early, Y.encodeStateAsUpdate(person));
  }
  const [doc = early, ...others] = people;
  for (const other of others) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  return { doc, early };
}

describe('a backlog in pieces', () => {
  it('[S10] each piece can be applied as it comes, and together they are the update, deletions included', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 60 }), (list, pieceBytes) => {
        const { doc, early } = write(list);
        const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(early));
        for (const piece of splitUpdate(update, pieceBytes)) {
          Y.applyUpdate(early, piece);
          expect(early.store.pendingStructs).toBeNull();
        }
        expect(early.store.pendingDs).toBeNull();
        expect(Y.equalSnapshots(Y.snapshot(early), Y.snapshot(doc))).toBe(true);
        expect(early.getText('title').toString()).toBe(doc.getText('title').toString());
        expect(early.getXmlFragment('content').toString()).toBe(doc.getXmlFragment('content').toString());
      }),
    );
  });

  it('[S10] [M1] what is deleted is said before the words that it is in', () => {
    const doc = new Y.Doc();
    doc.getText('title').insert(0, 'écrit puis effacé'.repeat(20));
    doc.getText('title').delete(3, 300);
    const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), 20).map((piece) => Y.decodeUpdate(piece));
    const firstWords = pieces.findIndex(({ structs }) => structs.length > 0);
    const lastDeletions = pieces.findLastIndex(({ ds }) => ds.clients.size > 0);
    expect(lastDeletions).toBeLessThanOrEqual(firstWords);
    expect(pieces.length).toBeGreaterThan(1);
  });

  it('[S10] no piece is much larger than asked for, one long text included', () => {
    const doc = new Y.Doc();
    doc.getText('title').insert(0, '👩‍💻é'.repeat(20_000));
    const pieces = splitUpdate(Y.encodeStateAsUpdate(doc), 4_096);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(4 * 4_096);
    const read = new Y.Doc();
    for (const piece of pieces) Y.applyUpdate(read, piece);
    expect(read.getText('title').toString()).toBe(doc.getText('title').toString());
  });

  it('[S10] what is small enough is sent as it is', () => {
    const doc = new Y.Doc();
    doc.getText('title').insert(0, 'court');
    const update = Y.encodeStateAsUpdate(doc);
    expect(splitUpdate(update, 1_000)).toEqual([update]);
  });

  it('[S10] a gap in it stays a gap', () => {
    const doc = new Y.Doc();
    const rows: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => rows.push(update));
    for (const letter of 'abcdef') doc.getText('title').insert(0, letter);
    const withGap = Y.mergeUpdates([...rows.slice(0, 2), ...rows.slice(3)]);
    const read = new Y.Doc();
    for (const piece of splitUpdate(withGap, 8)) Y.applyUpdate(read, piece);
    expect(read.getText('title').toString()).toBe('ba');
    Y.applyUpdate(read, rows[2] ?? new Uint8Array());
    expect(read.getText('title').toString()).toBe('fedcba');
  });
});
