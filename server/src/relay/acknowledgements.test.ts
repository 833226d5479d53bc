import { closeCodes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { anyRoom, createTestRelay, emptyUpdate, settle, updatesTyping, updateTyping } from '../test-relay.ts';
import { createMemoryLog } from '../update-log/memory.ts';

describe('acknowledgement', () => {
  it('[A1] hello comes first, and nobody hears of type 110 who did not ask', async () => {
    const relay = createTestRelay();
    const [ours, stock] = [relay.connect(anyRoom, true), relay.connect(anyRoom, false)];
    for (const peer of [ours, stock]) peer.say({ type: 'update', update: updateTyping('word') });
    await settle();
    stock.sayBytes(0, 2, 3, 1, 1, 1);
    await settle();
    expect(ours.messages()[0]).toEqual({
      type: 'hello',
      version: 1,
      epoch: 'memory',
      durableOffset: 0,
      isReadOnly: false,
    });
    expect(stock.frames().filter((frame) => frame[0] === 110)).toEqual([]);
  });

  it('[A2] nothing is acknowledged before its commit, then everything at once by count', async () => {
    const log = createMemoryLog();
    log.hold();
    const peer = createTestRelay(log).connect();
    for (const update of updatesTyping('a', 'b', 'c')) peer.say({ type: 'update', update });
    await settle();
    expect(peer.messagesOf('ack')).toEqual([]);
    log.release();
    await settle();
    expect(peer.messagesOf('ack')).toEqual([{ type: 'ack', frames: 3, durableOffset: 3 }]);
  });

  it('[A3] a frame that adds nothing waits for the commit of what was appended before it, by anybody', async () => {
    const log = createMemoryLog();
    log.hold();
    const relay = createTestRelay(log);
    const [writer, visitor] = [relay.connect(), relay.connect()];
    writer.say({ type: 'update', update: updateTyping('pending') });
    visitor.say({ type: 'sync-step-2', update: emptyUpdate });
    await settle();
    expect(visitor.messagesOf('ack')).toEqual([]);
    log.release();
    await settle();
    expect(visitor.messagesOf('ack')).toEqual([{ type: 'ack', frames: 1, durableOffset: 1 }]);
    expect(log.records(anyRoom)).toBe(1);
  });

  it('[A3] with nothing pending, a frame that adds nothing is acknowledged at once', async () => {
    const peer = createTestRelay().connect();
    peer.say({ type: 'sync-step-2', update: emptyUpdate });
    await settle();
    expect(peer.messagesOf('ack')).toEqual([{ type: 'ack', frames: 1, durableOffset: 0 }]);
  });

  it('[A4] a refused frame is named, and the connection ends', async () => {
    const peer = createTestRelay().connect();
    peer.say({ type: 'update', update: updateTyping('good') });
    peer.sayBytes(0, 2, 3, 1, 1, 1);
    await settle();
    expect(peer.messagesOf('reject')).toEqual([{ type: 'reject', frame: 2, reason: 'invalid' }]);
    expect(peer.closedWith()).toBe(closeCodes.protocolError);
  });

  it('[A5] when the disk refuses, nobody is acknowledged and everybody is sent away to come back', async () => {
    const log = createMemoryLog();
    const relay = createTestRelay(log);
    const [writer, neighbour] = [relay.connect(), relay.connect()];
    log.failWrites('disk full');
    writer.say({ type: 'update', update: updateTyping('lost on the relay, kept on the device') });
    await settle();
    expect(writer.messagesOf('ack')).toEqual([]);
    for (const peer of [writer, neighbour]) expect(peer.closedWith()).toBe(closeCodes.internal);
  });

  it('[R15] a relay that stops says so, commits, acknowledges, and closes with 1001', async () => {
    const log = createMemoryLog();
    log.hold();
    const relay = createTestRelay(log);
    const [ours, stock] = [relay.connect(), relay.connect(anyRoom, false)];
    ours.say({ type: 'update', update: updateTyping('last words') });
    const drained = relay.rooms.drain();
    await settle();
    expect(ours.messagesOf('notice')).toEqual([{ type: 'notice', notice: 'draining', seconds: 10 }]);
    expect(ours.closedWith()).toBeUndefined();
    log.release();
    await drained;
    expect(ours.messagesOf('ack')).toEqual([{ type: 'ack', frames: 1, durableOffset: 1 }]);
    for (const peer of [ours, stock]) expect(peer.closedWith()).toBe(closeCodes.restart);
  });
});

describe('the end', () => {
  it('[R15] a crowd is sent away group by group, so that it does not come back at one instant', async () => {
    const relay = createTestRelay();
    const crowd = Array.from({ length: 120 }, () => relay.connect());
    const drained = relay.rooms.drain();
    await settle();
    const gone = (): number => crowd.filter((peer) => peer.closedWith() === closeCodes.restart).length;
    expect(gone()).toBe(50);
    for (const expected of [100, 120]) {
      relay.advance(50);
      await settle();
      expect(gone()).toBe(expected);
    }
    await drained;
  });
});
