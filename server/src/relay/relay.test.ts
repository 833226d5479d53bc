import { closeCodes, maxFrameBytes, maxRoomConnections, ok } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyRoom, createTestRelay, settle, type TestPeer } from '../test-relay.ts';
import { createMemoryLog } from '../update-log/memory.ts';

const nothing = Uint8Array.of(0);
const emptyUpdate = Uint8Array.of(0, 0);

/** One update per word, all by one client. */
function updatesTyping(...words: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const word of words) doc.getText('content').insert(doc.getText('content').length, word);
  return updates;
}

const updateTyping = (word: string): Uint8Array => updatesTyping(word)[0] ?? emptyUpdate;

function textOf(peer: TestPeer): string {
  const doc = new Y.Doc();
  for (const message of peer.messages())
    if (message.type === 'sync-step-2' || message.type === 'update') Y.applyUpdate(doc, message.update);
  return doc.getText('content').toString();
}

const join = (peer: TestPeer): void => peer.say({ type: 'sync-step-1', stateVector: nothing });

describe('joining', () => {
  it('[R3] the relay asks once at connect, and again after the second and later SyncStep1', async () => {
    const peer = createTestRelay().connect();
    await settle();
    expect(peer.messagesOf('sync-step-1')).toHaveLength(1);
    join(peer);
    await settle();
    expect(peer.messagesOf('sync-step-1')).toHaveLength(1);
    join(peer);
    await settle();
    join(peer);
    await settle();
    expect(peer.messagesOf('sync-step-1')).toHaveLength(3);
    expect(peer.messagesOf('sync-step-2')).toHaveLength(3);
  });

  it('[R3] what the relay asks for is what it lacks', async () => {
    const relay = createTestRelay();
    const update = updateTyping('known');
    relay.connect().say({ type: 'update', update });
    const peer = relay.connect();
    await settle();
    expect(peer.messagesOf('sync-step-1')[0]?.stateVector).toEqual(Y.encodeStateVectorFromUpdate(update));
  });

  it('[R2] no live frame comes before the answer to the first SyncStep1, and none is lost', async () => {
    const relay = createTestRelay();
    const writer = relay.connect();
    const [before, during, after] = updatesTyping('a', 'b', 'c');
    const reader = relay.connect();
    writer.say({ type: 'update', update: before ?? emptyUpdate });
    await settle();
    expect(reader.messagesOf('update')).toHaveLength(0);
    join(reader);
    writer.say({ type: 'update', update: during ?? emptyUpdate });
    await settle();
    writer.say({ type: 'update', update: after ?? emptyUpdate });
    await settle();
    const types = reader.messages().map((message) => message.type);
    expect(types.filter((type) => type === 'sync-step-2' || type === 'update')).toEqual([
      'sync-step-2',
      'update',
      'update',
    ]);
    expect(textOf(reader)).toBe('abc');
  });

  it('[R5] an empty room answers with an empty SyncStep2', async () => {
    const peer = createTestRelay().connect(anyRoom, false);
    join(peer);
    await settle();
    expect(peer.messagesOf('sync-step-2')).toEqual([{ type: 'sync-step-2', update: emptyUpdate }]);
  });

  it('[R5] an answer in several parts ends with its SyncStep2, so that who is synchronised has everything', async () => {
    const memory = createMemoryLog();
    const updates = updatesTyping('in ', 'several ', 'parts');
    const inParts = { ...memory, missing: async () => ok(updates) };
    const peer = createTestRelay(inParts).connect();
    join(peer);
    await settle();
    const answer = peer.messages().filter(({ type }) => type === 'sync-step-2' || type === 'update');
    expect(answer.map(({ type }) => type)).toEqual(['update', 'update', 'sync-step-2']);
    expect(textOf(peer)).toBe('in several parts');
  });

  it('[R5] a peer that has everything gets the deletions and no text', async () => {
    const relay = createTestRelay();
    const update = updateTyping('a long enough text');
    const peer = relay.connect();
    peer.say({ type: 'update', update });
    peer.say({ type: 'sync-step-1', stateVector: Y.encodeStateVectorFromUpdate(update) });
    await settle();
    expect(peer.messagesOf('sync-step-2')[0]?.update).toEqual(emptyUpdate);
  });

  it('[R5] a log that cannot be read closes the room for now and never answers with an empty document', async () => {
    const log = createMemoryLog();
    const relay = createTestRelay(log);
    relay.connect().say({ type: 'update', update: updateTyping('there') });
    const peer = relay.connect();
    await settle();
    log.failReads('bad sector');
    join(peer);
    const later = relay.connect();
    await settle();
    for (const member of [peer, later]) {
      expect(member.closedWith()).toBe(closeCodes.internal);
      expect(member.messagesOf('sync-step-2')).toEqual([]);
    }
    expect(relay.observed).toContain('roomReadFailed:bad sector');
  });

  it('[R13] a full room turns the next one away', () => {
    const relay = createTestRelay();
    for (let count = 0; count < maxRoomConnections; count += 1) relay.connect();
    expect(relay.connect().connection).toBeUndefined();
  });

  it('[R14] visiting and leaving stores nothing', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    join(peer);
    peer.say({ type: 'sync-step-2', update: emptyUpdate });
    await settle();
    peer.leave();
    expect(relay.log.records(anyRoom)).toBe(0);
    expect(relay.observed).toContain('roomClosed');
  });
});

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

describe('patience', () => {
  it('[R8] who was told nothing for 20 s hears an empty awareness, twice a minute is pinged, and is dropped when silent', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    join(peer);
    await settle();
    relay.advance(19_000);
    expect(peer.messagesOf('awareness')).toEqual([]);
    relay.advance(1_000);
    await settle();
    expect(peer.messagesOf('awareness')).toEqual([{ type: 'awareness', update: Uint8Array.of(0) }]);
    relay.advance(5_000);
    expect(peer.pings()).toBe(1);
    peer.connection?.ponged();
    for (let ping = 0; ping < 2; ping += 1) relay.advance(25_000);
    expect(peer.closedWith()).toBeUndefined();
    relay.advance(25_000);
    expect(peer.closedWith()).toBe(1006);
  });

  it('[R12] a peer that takes nothing for 30 s is dropped, one that takes a little is kept', async () => {
    const relay = createTestRelay();
    const [writer, stuck, slow] = [relay.connect(), relay.connect(), relay.connect()];
    for (const reader of [stuck, slow]) {
      join(reader);
      await settle();
      reader.stopReading();
    }
    for (const update of updatesTyping('x'.repeat(2 * 1024 * 1024))) writer.say({ type: 'update', update });
    await settle();
    for (let second = 0; second < 40; second += 1) {
      relay.advance(1_000);
      if (second % 10 === 0) slow.take(1);
      await settle();
    }
    expect(stuck.closedWith()).toBe(1006);
    expect(slow.closedWith()).toBeUndefined();
    expect(relay.observed).toContain('connectionClosed:overloaded');
  });
});

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
