import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { IdRanges } from './id-ranges.ts';

const runs = fc.array(
  fc.record({ client: fc.nat(2), start: fc.nat(300), length: fc.integer({ min: 1, max: 20 }), isBulk: fc.boolean() }),
  { maxLength: 80 },
);

describe('the set of explicit deletions', () => {
  it('[M1] holds exactly what was added, one at a time or many at once', () => {
    fc.assert(
      fc.property(runs, fc.nat(300), fc.nat(30), (list, from, length) => {
        const ranges = new IdRanges();
        const expected = new Set<string>();
        const bulk = Y.createDeleteSet();
        for (const { client, start, length: added, isBulk } of list) {
          for (let clock = start; clock < start + added; clock += 1) expected.add(`${client}:${clock}`);
          if (isBulk) addTo(bulk, client, start, added);
          else ranges.add(client, start, start + added);
        }
        ranges.addSorted(Y.mergeDeleteSets([bulk]));
        for (const client of [0, 1, 2]) {
          const present: boolean[] = Array.from({ length }, (_, index) => expected.has(`${client}:${from + index}`));
          const inParts = present.map((_, index) => isIn(ranges.parts(client, from, from + length), from + index));
          const inGaps = present.map((_, index) => isIn(ranges.gaps(client, from, from + length), from + index));
          expect(inParts).toEqual(present);
          expect(inGaps).toEqual(present.map((isPresent) => !isPresent));
        }
      }),
    );
  });

  it('[M1] stays compact: a text deleted letter by letter, from either end, is one run', () => {
    const ranges = new IdRanges();
    for (let clock = 0; clock < 1_000; clock += 1) ranges.add(1, clock, clock + 1);
    for (let clock = 1_999; clock >= 1_000; clock -= 1) ranges.add(1, clock, clock + 1);
    expect(ranges.parts(1, 0, 5_000)).toEqual([{ start: 0, end: 2_000 }]);
    expect(ranges.size).toBe(1);
  });
});

const isIn = (list: readonly { start: number; end: number }[], clock: number): boolean =>
  list.some(({ start, end }) => start <= clock && clock < end);

function addTo(deleteSet: ReturnType<typeof Y.createDeleteSet>, client: number, clock: number, len: number): void {
  const [sample] = Y.decodeUpdate(deletionOf(clock, len)).ds.clients.values();
  deleteSet.clients.set(client, [...(deleteSet.clients.get(client) ?? []), ...(sample ?? [])]);
}

/** An update that deletes so much: Yjs has no other way to make a range. */
function deletionOf(clock: number, len: number): Uint8Array {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  text.insert(0, 'x'.repeat(clock + len));
  const before = Y.encodeStateVector(doc);
  text.delete(clock, len);
  return Y.encodeStateAsUpdate(doc, before);
}
