import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage, keepAliveFrame } from './codec.ts';
import { type Message, notices, rejectReasons } from './messages.ts';

const bytes = fc.uint8Array({ maxLength: 64 });
const count = fc.nat();
const anyMessage: fc.Arbitrary<Message> = fc.oneof(
  fc.record({ type: fc.constant('sync-step-1' as const), stateVector: bytes }),
  fc.record({ type: fc.constantFrom('sync-step-2' as const, 'update' as const), update: bytes }),
  fc.record({ type: fc.constant('awareness' as const), update: bytes }),
  fc.constant({ type: 'query-awareness' as const }),
  fc.record({ type: fc.constant('permission-denied' as const), reason: fc.string() }),
  fc.record({
    type: fc.constant('hello' as const),
    version: count,
    epoch: fc.string(),
    durableOffset: count,
    isReadOnly: fc.boolean(),
  }),
  fc.record({ type: fc.constant('ack' as const), frames: count, durableOffset: count }),
  fc.record({ type: fc.constant('reject' as const), frame: count, reason: fc.constantFrom(...rejectReasons) }),
  fc.record({ type: fc.constant('notice' as const), notice: fc.constantFrom(...notices), seconds: count }),
);

describe('frames', () => {
  it('[W1] every message comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(anyMessage, (message) => {
        const decoded = decodeMessage(encodeMessage(message));
        expect(decoded.ok && { ...decoded.value }).toEqual(message);
      }),
    );
  });

  it('[W2] no bytes make decoding throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
        expect(typeof decodeMessage(frame).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('[W2] every truncation of a message with a body is malformed', () => {
    const frame = encodeMessage({ type: 'update', update: Uint8Array.of(1, 2, 3) });
    for (let length = 0; length < frame.length; length += 1)
      expect(decodeMessage(frame.subarray(0, length))).toEqual({ ok: false, error: { type: 'malformed' } });
  });

  it('[W3] bytes on the wire are the stock protocol, byte for byte', () => {
    expect([...encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) })]).toEqual([0, 0, 1, 0]);
    expect([...encodeMessage({ type: 'sync-step-2', update: Uint8Array.of(0, 0) })]).toEqual([0, 1, 2, 0, 0]);
    expect([...encodeMessage({ type: 'update', update: Uint8Array.of(0, 0) })]).toEqual([0, 2, 2, 0, 0]);
    expect([...encodeMessage({ type: 'query-awareness' })]).toEqual([3]);
    expect([...encodeMessage({ type: 'awareness', update: Uint8Array.of(0) })]).toEqual([...keepAliveFrame]);
    expect([...encodeMessage({ type: 'ack', frames: 3, durableOffset: 9 })]).toEqual([110, 3, 2, 3, 9]);
  });

  it('[W4] an unknown outer type, kind or code is told apart from a broken frame', () => {
    for (const frame of [[4], [100, 1, 1], [110, 1, 9], [110, 3, 3, 0, 77], [2, 9]])
      expect(decodeMessage(Uint8Array.from(frame))).toMatchObject({ ok: false, error: { type: 'unknown-type' } });
    expect(decodeMessage(Uint8Array.of(0, 3, 0))).toEqual({ ok: false, error: { type: 'malformed' } });
  });

  it('[W5] fields added at the end by a newer relay are ignored', () => {
    expect(decodeMessage(Uint8Array.of(110, 5, 2, 3, 9, 42, 42))).toEqual({
      ok: true,
      value: { type: 'ack', frames: 3, durableOffset: 9 },
    });
  });
});
