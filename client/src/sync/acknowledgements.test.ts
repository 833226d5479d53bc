import { encodeMessage } from '@ecritoire/shared';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Acknowledgements } from './acknowledgements.ts';

const update = encodeMessage({ type: 'update', update: Uint8Array.of(0, 0) });
const answer = encodeMessage({ type: 'sync-step-2', update: Uint8Array.of(0, 0) });
const question = encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
const hello = { type: 'hello', version: 1, epoch: 'e', durableOffset: 0, isReadOnly: false } as const;
const ack = (frames: number) => ({ type: 'ack', frames, durableOffset: 0 }) as const;

function connected(now = () => 0): Acknowledgements {
  const acknowledgements = new Acknowledgements(now);
  acknowledgements.received(encodeMessage(hello));
  acknowledgements.take(hello);
  return acknowledgements;
}

describe('what the relay has confirmed', () => {
  it('[S1] nothing is complete before the handshake has been answered and acknowledged', () => {
    const line = connected();
    expect(line.confirmation.state).toBe('waiting');
    line.sent(question);
    line.sent(update);
    line.take(ack(1));
    expect(line.confirmation.state).toBe('waiting');
    line.sent(answer);
    expect(line.confirmation.state).toBe('waiting');
    line.take(ack(2));
    expect(line.confirmation.state).toBe('complete');
  });

  it('[S2] complete means, whatever was sent and acknowledged: the answer went out and every frame is acknowledged', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('update', 'answer', 'ack')), (events) => {
        const line = connected();
        let sent = 0;
        let acknowledged = 0;
        let hasAnswered = false;
        for (const event of events) {
          if (event === 'ack') {
            acknowledged = Math.min(sent, acknowledged + 1);
            line.take(ack(acknowledged));
          } else {
            line.sent(event === 'update' ? update : answer);
            sent += 1;
            hasAnswered ||= event === 'answer';
          }
          expect(line.confirmation.state === 'complete').toBe(hasAnswered && acknowledged === sent);
        }
      }),
    );
  });

  it('[S3] a server that says no hello first confirms nothing, ever', () => {
    const line = new Acknowledgements(() => 0);
    expect(line.confirmation.state).toBe('unknown');
    line.received(question);
    line.sent(answer);
    line.take(ack(1));
    expect(line.confirmation.state).toBe('none');
  });

  it('[S4] an acknowledgement of frames never sent, or of fewer than before, is not believed', () => {
    const line = connected();
    line.sent(answer);
    line.sent(update);
    expect(line.take(ack(3))).toBe(false);
    expect(line.take(ack(2))).toBe(true);
    expect(line.take(ack(1))).toBe(false);
  });

  it('[S5] after a refusal nothing on this connection is complete', () => {
    const line = connected();
    line.sent(answer);
    line.take({ type: 'reject', frame: 1, reason: 'invalid' });
    line.take(ack(1));
    expect(line.confirmation).toMatchObject({ state: 'waiting', isReadOnly: false });
    line.take({ type: 'reject', frame: 1, reason: 'read-only' });
    expect(line.confirmation.isReadOnly).toBe(true);
  });

  it('[S6] a frame without an answer grows overdue; an acknowledgement starts the clock again', () => {
    let nowMs = 0;
    const line = connected(() => nowMs);
    line.sent(answer);
    line.sent(update);
    nowMs = 7_000;
    expect(line.overdueMs()).toBe(7_000);
    line.take(ack(1));
    expect(line.overdueMs()).toBe(0);
    nowMs = 9_000;
    expect(line.overdueMs()).toBe(2_000);
    line.take(ack(2));
    expect(line.overdueMs()).toBe(0);
  });

  it('[S8] a relay that reads on later is not taken for dead until later', () => {
    let nowMs = 0;
    const line = connected(() => nowMs);
    line.sent(answer);
    nowMs = 9_000;
    expect(line.overdueMs()).toBe(9_000);
    line.take({ type: 'notice', notice: 'rate-limited', seconds: 8 });
    nowMs = 17_000;
    expect(line.overdueMs()).toBe(0);
    nowMs = 18_000;
    expect(line.overdueMs()).toBe(1_000);
    line.take(ack(1));
    expect(line.confirmation.state).toBe('complete');
  });

  it('[S9] a relay says that the document is soon at its limit', () => {
    const line = connected();
    line.take({ type: 'notice', notice: 'draining', seconds: 10 });
    expect(line.confirmation.isNearLimit).toBe(false);
    line.take({ type: 'notice', notice: 'document-near-limit', seconds: 0 });
    expect(line.confirmation.isNearLimit).toBe(true);
  });
});
