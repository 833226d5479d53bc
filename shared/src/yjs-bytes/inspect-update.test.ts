import fc from 'fast-check';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { inspectUpdate as inspect } from './inspect-update.ts';

/** As a room sees it that holds nothing. */
const inspectUpdate = (update: Uint8Array, knownEnd = 0) => inspect(update, () => knownEnd);

function encoded(write: (encoder: encoding.Encoder) => void): Uint8Array {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
}

const numbers = (...values: readonly number[]): Uint8Array =>
  encoded((encoder) => {
    for (const value of values) encoding.writeVarUint(encoder, value);
  });

/** One client, one GC struct (info 0) of that length, no deletions. */
const gcStruct = (client: number, clock: number, length: number): Uint8Array =>
  numbers(1, 1, client, clock, 0, length, 0);

function someDoc(): Y.Doc {
  const doc = new Y.Doc();
  const text = doc.getText('content');
  text.insert(0, 'An ordinary sentence.');
  text.delete(3, 9);
  return doc;
}

describe('updates', () => {
  it('[R6] what Yjs writes is accepted, merged, diffed and with gaps', () => {
    const updates: Uint8Array[] = [];
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (let index = 0; index < 6; index += 1) doc.getText('content').insert(0, `word ${index} `);
    doc.getText('content').delete(0, 20);
    const withGap = Y.mergeUpdates([updates[0], updates[4]].filter((update) => update !== undefined));
    for (const update of [...updates, Y.mergeUpdates(updates), withGap, Y.encodeStateAsUpdate(doc)])
      expect(inspectUpdate(update)).toMatchObject({ ok: true });
  });

  it('[R6] the empty update is told apart', () => {
    expect(inspectUpdate(Uint8Array.of(0, 0))).toEqual({ ok: true, value: { blocks: [], deletes: [] } });
  });

  it('[R6] V2 bytes that read as an empty V1 update are refused, not lost', () => {
    const v2 = Y.encodeStateAsUpdateV2(someDoc());
    expect(inspectUpdate(v2).ok).toBe(false);
    expect(inspectUpdate(Uint8Array.of(0, 0, 1, 2, 3))).toEqual({ ok: false, error: 'foreign-encoding' });
  });

  it.each([
    ['a struct of length 2^40', gcStruct(7, 0, 2 ** 40)],
    ['a struct that begins beyond what a tab can type', gcStruct(7, 2 ** 31, 1)],
    ['a client id beyond 32 bits', gcStruct(2 ** 33, 0, 1)],
    ['a collected paste of the size of a library', gcStruct(7, 0, 2 ** 25)],
    ['a unit far beyond everything that is known', gcStruct(7, 2 ** 25, 1)],
    ['a deletion of what nobody has written yet', numbers(0, 1, 7, 1, 0, 2 ** 25)],
    ['a deletion of the future', numbers(0, 1, 7, 1, 0, 2 ** 40)],
  ])('[R6] %s is refused', (_, update) => {
    expect(inspectUpdate(update)).toEqual({ ok: false, error: 'implausible' });
  });

  it('[R6] what is far along in a long document is not far beyond what is known', () => {
    expect(inspectUpdate(gcStruct(7, 2 ** 25, 1), 2 ** 25).ok).toBe(true);
    expect(inspectUpdate(numbers(0, 1, 7, 1, 0, 2 ** 25), 2 ** 25).ok).toBe(true);
  });

  it('[R6] what an update brings before is known to what follows in it', () => {
    const half = 2 ** 24;
    const pasted = [3, 7, 0, 0, half, 10, 1, 0, half];
    const deletedLast = [1, 7, 1, 2 * half, 1];
    expect(inspectUpdate(numbers(1, ...pasted, ...deletedLast)).ok).toBe(true);
    expect(inspectUpdate(numbers(0, ...deletedLast))).toEqual({ ok: false, error: 'implausible' });
  });

  it('[R6] no bytes make the inspection throw', () => {
    const original = Y.encodeStateAsUpdate(someDoc());
    const mutated = fc
      .tuple(fc.nat(original.length - 1), fc.nat(255), fc.nat(original.length))
      .map(([at, value, length]) => {
        const bytes = original.slice();
        bytes[at] = value;
        return bytes.slice(0, length);
      });
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array({ maxLength: 60 })), (update) => {
        const inspected = inspectUpdate(update);
        if (inspected.ok) Y.mergeUpdates([update, original]);
      }),
      { numRuns: 3000 },
    );
  });
});
