import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MessageReader } from './message-reader.ts';
import { decodeParcel, encodeParcel, type Parcel } from './parcel.ts';
import { closeFrame, fragmentBytes, framesIn, toChunks } from './web-socket-frames.ts';

const anyParcel: fc.Arbitrary<Parcel> = fc.record({
  session: fc.string({ minLength: 22, maxLength: 22 }),
  type: fc.constantFrom('frames' as const, 'taken' as const, 'gone' as const, 'damaged' as const),
  number: fc.nat(),
  frames: fc.uint8Array({ maxLength: 200 }),
});

describe('parcels', () => {
  it('[T2] every parcel comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(anyParcel, (parcel) => {
        const decoded = decodeParcel(encodeParcel(parcel));
        expect(decoded.ok && decoded.value).toEqual(parcel);
      }),
    );
  });

  it('[T2] a body that was cut, or that somebody added to, is never taken for a whole one', () => {
    fc.assert(
      fc.property(anyParcel, fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 5 }), (parcel, place, more) => {
        const body = encodeParcel(parcel);
        expect(decodeParcel(body.subarray(0, place % body.length)).ok).toBe(false);
        expect(decodeParcel(Uint8Array.of(...body, ...more)).ok).toBe(false);
      }),
    );
  });

  it('[T6] a page is told apart from a parcel, and nothing throws', () => {
    const page = new Uint8Array([...'<!doctype html><title>Sign in</title>'].map((letter) => letter.charCodeAt(0)));
    expect(decodeParcel(page)).toEqual({ ok: false, error: 'foreign' });
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decodeParcel(bytes)));
  });
});

describe('frames in parcels', () => {
  const anyMessages = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(125, 126, 65_535, fragmentBytes, fragmentBytes + 1, 3 * fragmentBytes).map(patternOf),
    ),
    { maxLength: 8 },
  );

  it('[T2] messages come out whole and in order, wherever pieces end between frames', () => {
    fc.assert(
      fc.property(anyMessages, fc.array(fc.boolean()), (messages, cuts) => {
        const reader = new MessageReader(fragmentBytes * 8);
        const heard: Uint8Array[] = [];
        let piece: Uint8Array[] = [];
        const read = () => {
          const carried = reader.read(concatenated(piece));
          piece = [];
          if (!carried.ok) throw new Error(carried.error);
          for (const one of carried.value) if (one.type === 'message') heard.push(one.bytes);
        };
        for (const [place, chunk] of messages.flatMap((message) => toChunks(message)).entries()) {
          piece.push(chunk);
          if (cuts[place] === true) read();
        }
        read();
        expect(heard.length).toBe(messages.length);
        for (const [place, message] of messages.entries()) expect(isSame(heard[place], message)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('[T2] a farewell keeps its code and its reason', () => {
    const carried = new MessageReader(10).read(closeFrame(4413, 'tooLarge'));
    expect(carried).toEqual({ ok: true, value: [{ type: 'close', code: 4413, reason: 'tooLarge' }] });
  });

  it('[T2] what is no row of whole frames is refused, and nothing throws', () => {
    const whole = toChunks(patternOf(200))[0] ?? new Uint8Array(0);
    for (let length = 1; length < whole.length; length += 1)
      expect(framesIn(whole.subarray(0, length)), String(length)).toBeUndefined();
    // Masked, with a bit that means nothing, of no known type, a continuation of nothing, empty fragments without end.
    for (const bytes of [
      [0x82, 0x81, 0, 0, 0, 0, 1],
      [0xc2, 0],
      [0x83, 0],
      [0x80, 0],
      [0x02, 0],
    ])
      expect(new MessageReader(10).read(Uint8Array.from(bytes)).ok, bytes.join()).toBe(false);
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void new MessageReader(10).read(bytes)));
  });

  it('[T2] a message larger than the limit is refused before it is whole', () => {
    const [first] = toChunks(patternOf(fragmentBytes + 1));
    expect(new MessageReader(100).read(first ?? new Uint8Array(0))).toEqual({ ok: false, error: 'too-large' });
  });
});

function patternOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, place) => place % 251);
}

function concatenated(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}

const isSame = (one: Uint8Array | undefined, other: Uint8Array): boolean =>
  one !== undefined && one.length === other.length && one.every((byte, place) => byte === other[place]);
