import { closeCodes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { createTestRelay, join, settle, textOf, updatesTyping, updateTyping } from '../test-relay.ts';

const megabyte = 1024 * 1024;

describe('fairness', () => {
  it('[R19] who sends more than its share is read later, is told so, and loses nothing', async () => {
    const relay = createTestRelay();
    const flooder = relay.connect();
    for (let round = 0; round < 17; round += 1)
      flooder.say({ type: 'update', update: updateTyping('z'.repeat(megabyte)) });
    await settle();
    expect(flooder.isPaused()).toBe(true);
    expect(flooder.messagesOf('notice')[0]).toMatchObject({ notice: 'rate-limited' });
    relay.advance(2_000);
    expect(flooder.isPaused()).toBe(false);
    expect(flooder.messagesOf('ack').at(-1)).toMatchObject({ frames: 17 });
  });

  it('[R20] who does not say within 10 s what it has is sent away', async () => {
    const relay = createTestRelay();
    const [silent, joined] = [relay.connect(), relay.connect()];
    join(joined);
    await settle();
    relay.advance(9_000);
    expect(silent.closedWith()).toBeUndefined();
    relay.advance(1_000);
    expect(silent.closedWith()).toBe(closeCodes.overloaded);
    expect(joined.closedWith()).toBeUndefined();
  });

  it('[R16] two or three hear each other at once; a fuller room hears the first change at once and the next together', async () => {
    const relay = createTestRelay();
    relay.advance(1_000);
    const members = Array.from({ length: 5 }, () => relay.connect());
    for (const member of members) join(member);
    await settle();
    const [writer, reader] = members;
    if (writer === undefined || reader === undefined) throw new Error('five members');
    relay.advance(10);
    const [first, ...more] = updatesTyping('a', 'b', 'c', 'd');
    if (first === undefined) throw new Error('four updates');
    writer.say({ type: 'update', update: first });
    await settle();
    expect(reader.messagesOf('update')).toHaveLength(1);
    reader.writes.length = 0;
    for (const update of more) {
      writer.say({ type: 'update', update });
      await settle();
    }
    expect(reader.messagesOf('update')).toHaveLength(1);
    relay.advance(5);
    await settle();
    expect(reader.writes).toEqual([3]);
    expect(textOf(reader)).toBe('abcd');
  });

  it('[R4] [R16] of what a turn brought everybody hears everything but their own', async () => {
    const relay = createTestRelay();
    const writers = Array.from({ length: 3 }, () => relay.connect());
    for (const writer of writers) join(writer);
    await settle();
    const updates = writers.map((_, place) => updatesTyping(`${place}a`, `${place}b`));
    for (const round of [0, 1])
      for (const [place, writer] of writers.entries())
        writer.say({ type: 'update', update: updates[place]?.[round] ?? new Uint8Array(0) });
    await settle();
    for (const [place, writer] of writers.entries()) {
      const others = [0, 1].flatMap((round) => updates.filter((_, other) => other !== place).map((own) => own[round]));
      expect(writer.messagesOf('update').map(({ update }) => update)).toEqual(others);
    }
  });

  it('[R16] whole documents for many newcomers leave a piece at a time, and live frames go between', async () => {
    const relay = createTestRelay();
    const author = relay.connect();
    author.say({ type: 'update', update: updateTyping('x'.repeat(megabyte)) });
    await settle();
    const newcomers = Array.from({ length: 40 }, () => relay.connect());
    for (const newcomer of newcomers) join(newcomer);
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const complete = (): number => newcomers.filter((newcomer) => newcomer.messagesOf('sync-step-2').length > 0).length;
    expect(complete()).toBeLessThan(40);
    for (let turn = 0; turn < 10; turn += 1) await settle();
    expect(complete()).toBe(40);
  });
});
