import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readSeal, sealRow } from './row-seal.ts';
import { type StoredRow, sortRows } from './sound-rows.ts';

/** Rows of one author who typed a word per row. */
function wordRows(words: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const rows: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => rows.push(update));
  for (const word of words) doc.getArray('words').push([word]);
  return rows;
}

const stored = (values: readonly unknown[]): StoredRow[] => values.map((value, index) => ({ key: index + 1, value }));
const kindsOf = (values: readonly unknown[]) => sortRows(stored(values)).damaged.map(({ key, kind }) => [key, kind]);

/**
 * Decodes, changes a document, and then throws: a word by client 9, and by client 1 a type that does not exist.
 * Found by flipping bits.
 */
const inapplicable = Y.mergeUpdates([
  wordRowsBy(9, 'poison'),
  Uint8Array.fromHex('010201002709016d01780128000100016b0177017600'),
]);

function wordRowsBy(clientId: number, word: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  doc.getArray('words').push([word]);
  return Y.encodeStateAsUpdate(doc);
}

describe('rows that are not what was written', () => {
  it('[D19] any flipped bit of a row of ours is found, also where it still decodes', () => {
    const [row = new Uint8Array()] = wordRows(['libellé']).map(sealRow);
    expect(readSeal(row)).toBe('intact');
    for (let bit = 0; bit < row.length * 8; bit += 1) {
      // Of the buffer too, as IndexedDB does.
      const flipped = structuredClone(row);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(kindsOf([flipped])).toEqual([[1, 'altered']]);
    }
  });

  it('[D19] truncated, foreign, unreadable and undecodable rows are told from sound ones, and from each other', () => {
    const [first, second] = wordRows(['un', 'deux']);
    const kinds = kindsOf([
      first,
      second?.slice(0, -3),
      'text',
      undefined,
      Uint8Array.of(255, 255, 255),
      new Uint8Array(),
      sealRow(second ?? new Uint8Array()),
      inapplicable,
    ]);
    expect(kinds).toEqual([
      [2, 'undecodable'],
      [3, 'foreign'],
      [4, 'unreadable'],
      [5, 'undecodable'],
      [6, 'undecodable'],
      [8, 'inapplicable'],
    ]);
  });

  it('[D19] an update that throws after it has changed the document leaves nothing of itself', () => {
    const spoilt = new Y.Doc();
    expect(() => Y.decodeUpdate(inapplicable)).not.toThrow();
    expect(() => Y.applyUpdate(spoilt, inapplicable)).toThrow();
    expect(spoilt.getArray('words').toArray()).toEqual(['poison']);

    const words = ['un', 'deux', 'trois'];
    const [first, ...others] = wordRows(words);
    const { sound } = sortRows(stored([first, inapplicable, ...others]));
    const doc = new Y.Doc();
    for (const { value } of sound) Y.applyUpdate(doc, value);
    expect(doc.getArray('words').toArray()).toEqual(words);
  });

  it('[D19] whatever bytes stand in whichever rows, the sound rows stay sound and nothing throws', () => {
    const words = Array.from({ length: 20 }, (_, index) => `mot${index}`);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(19), fc.uint8Array({ maxLength: 60 })), { maxLength: 8 }),
        fc.boolean(),
        (junk, isSealed) => {
          const rows: unknown[] = wordRows(words).map((row) => (isSealed ? sealRow(row) : row));
          for (const [at, bytes] of junk) rows.splice(at, 0, bytes);
          const { sound } = sortRows(stored(rows));
          const doc = new Y.Doc();
          for (const { value } of sound) Y.applyUpdate(doc, value);
          expect(doc.getArray('words').toArray()).toEqual(expect.arrayContaining(words));
        },
      ),
    );
  });
});
