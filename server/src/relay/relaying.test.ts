import { closeCodes, maxFrameBytes } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { anyRoom, createTestRelay, join, settle, updatesTyping, updateTyping } from '../test-relay.ts';
import { createMemoryLog } from '../update-log/memory.ts';

describe('relaying', () => {
  it('[R4] the others hear a change before the disk does, as an Update, and the sender does not', async () => {
    const log = createMemoryLog();
    log.hold();
    const relay = createTestRelay(log);
    const [writer, reader] = [relay.connect(), relay.connect()];
    join(reader);
    await settle();
    const update = updateTyping('quick');
    writer.say({ type: 'sync-step-2', update });
    await settle();
    expect(reader.messagesOf('update')).toEqual([{ type: 'update', update }]);
    expect(writer.messagesOf('update')).toEqual([]);
  });

  it('[R16] the frames of one turn leave in one write', async () => {
    const relay = createTestRelay();
    const [writer, reader] = [relay.connect(), relay.connect()];
    join(reader);
    await settle();
    reader.writes.length = 0;
    for (const update of updatesTyping(...'twelve words')) writer.say({ type: 'update', update });
    await settle();
    expect(reader.writes).toEqual([12]);
  });

  it.each([
    ['an empty frame', [], 'malformed'],
    ['a truncated message', [0, 2, 9, 1], 'malformed'],
    ['an unknown sync subtype', [0, 3, 0], 'malformed'],
    ['a state vector with a false count', [0, 0, 2, 9, 1], 'malformed'],
    ['bytes that are no update', [0, 2, 3, 1, 1, 1], 'undecodable'],
    ['awareness that does not decode', [1, 2, 1, 1], 'awareness'],
  ])('[R10] %s ends its connection with 4400 and nobody else notices', async (_, bytes, fault) => {
    const relay = createTestRelay();
    const [broken, neighbour] = [relay.connect(), relay.connect()];
    broken.sayBytes(...bytes);
    await settle();
    expect(broken.closedWith()).toBe(closeCodes.protocolError);
    expect(neighbour.closedWith()).toBeUndefined();
    expect(relay.observed).toContain(`frameRejected:${fault}`);
    expect(relay.log.records(anyRoom)).toBe(0);
  });

  it('[R10] a text frame ends the connection with 4400', () => {
    const peer = createTestRelay().connect();
    peer.connection?.receivedText();
    expect(peer.closedWith()).toBe(closeCodes.protocolError);
  });

  it('[R10] a few unknown frames are ignored, many end the connection', () => {
    const peer = createTestRelay().connect();
    for (let count = 0; count < 8; count += 1) peer.sayBytes(100, 1, 1);
    expect(peer.closedWith()).toBeUndefined();
    peer.sayBytes(110, 3, 2, 3, 9);
    expect(peer.closedWith()).toBe(closeCodes.protocolError);
  });

  it('[R11] a frame above the limit is rejected by number and closed with 4413', async () => {
    const peer = createTestRelay().connect();
    peer.say({ type: 'update', update: updateTyping('fine') });
    peer.connection?.received(new Uint8Array(maxFrameBytes + 1));
    await settle();
    expect(peer.messagesOf('reject')).toEqual([{ type: 'reject', frame: 2, reason: 'too-large' }]);
    expect(peer.closedWith()).toBe(closeCodes.tooLarge);
  });
});
