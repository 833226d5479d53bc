import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type OrderedUnit, orderUnits } from './unit-order.ts';

const edits = fc.array(
  fc.record({
    who: fc.nat(2),
    at: fc.nat(40),
    text: fc.string({ minLength: 1, maxLength: 4 }),
    isMeeting: fc.boolean(),
  }),
  { minLength: 1, maxLength: 25 },
);

interface Letter extends OrderedUnit {
  readonly letter: string;
}

describe('the order of lost words', () => {
  it('[M7] is that of Yjs, whoever wrote at the same place without seeing the others', () => {
    fc.assert(
      fc.property(edits, fc.infiniteStream(fc.nat()), (list, shuffle) => {
        const doc = write(list);
        const letters = lettersOf(doc).map((letter) => ({ letter, rank: shuffle.next().value ?? 0 }));
        letters.sort((a, b) => a.rank - b.rank);
        const ordered = orderUnits(letters.map(({ letter }) => letter));
        expect(ordered.map(({ letter }) => letter).join('')).toBe(doc.getText('t').toString());
      }),
    );
  });

  it('[M7] of entries that somebody made up is an order all the same', () => {
    const unit = (name: string, origin: string | undefined, rightOrigin: string | undefined) => ({
      name,
      client: 1,
      clock: Number(name.slice(2)),
      origin,
      rightOrigin,
    });
    const circle = [unit('1:0', '1:1', undefined), unit('1:1', '1:0', '1:1'), unit('1:2', '1:2', '1:0')];
    expect(orderUnits(circle).map(({ name }) => name)).toHaveLength(3);
  });
});

function write(list: readonly { who: number; at: number; text: string; isMeeting: boolean }[]): Y.Doc {
  const docs = [1, 2, 3].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    return doc;
  });
  const [first = new Y.Doc()] = docs;
  const meet = () => {
    for (const doc of docs.slice(1)) Y.applyUpdate(first, Y.encodeStateAsUpdate(doc));
    for (const doc of docs.slice(1)) Y.applyUpdate(doc, Y.encodeStateAsUpdate(first));
  };
  for (const { who, at, text, isMeeting } of list) {
    const target = docs[who]?.getText('t');
    target?.insert(Math.min(at, target.length), text);
    if (isMeeting) meet();
  }
  meet();
  return first;
}

function lettersOf(doc: Y.Doc): Letter[] {
  const structs = Y.decodeUpdate(Y.encodeStateAsUpdate(doc)).structs;
  const name = (id: Y.ID | null) => (id === null ? undefined : `${id.client}:${id.clock}`);
  return structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return [];
    const { client, clock } = struct.id;
    return Array.from({ length: struct.length }, (_, index) => ({
      name: `${client}:${clock + index}`,
      client,
      clock: clock + index,
      origin: index === 0 ? name(struct.origin) : `${client}:${clock + index - 1}`,
      rightOrigin: name(struct.rightOrigin),
      letter: struct.content instanceof Y.ContentString ? struct.content.str.charAt(index) : '',
    }));
  });
}
