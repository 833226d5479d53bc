import { closeCodes, maxFrameBytes, maxRoomConnections, ok } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  anyRoom,
  createTestRelay,
  emptyUpdate,
  join,
  settle,
  textOf,
  updatesTyping,
  updateTyping,
} from '../test-relay.ts';
import { createMemoryLog } from '../update-log/memory.ts';

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

  /** A relay whose log takes its time to answer newcomers, with a writer and a reader who has just asked. */
  async function createSlowRelay(...words: readonly string[]) {
    const memory = createMemoryLog();
    const disk = Promise.withResolvers<void>();
    const missing = async (...asked: Parameters<typeof memory.missing>) => {
      const found = await memory.missing(...asked);
      await disk.promise;
      return found;
    };
    const relay = createTestRelay({ ...memory, missing });
    const [writer, first, second] = [relay.connect(), relay.connect(), relay.connect()];
    await settle();
    const updates = updatesTyping(...words);
    const write = async (): Promise<void> => {
      writer.say({ type: 'update', update: updates.shift() ?? emptyUpdate });
      await settle();
    };
    await write();
    join(first);
    await settle();
    return { first, second, write, answer: disk.resolve };
  }

  it('[R2] [R5] what is accepted after the log was asked follows the answer, and is in that of the next newcomer too', async () => {
    const { first, second, write, answer } = await createSlowRelay('before ', 'during ', 'after');
    await write();
    answer();
    await settle();
    expect(first.messagesOf('update')).toHaveLength(1);
    expect(textOf(first)).toBe('before during ');
    await write();
    join(second);
    await settle();
    expect(textOf(second)).toBe('before during after');
    expect(textOf(first)).toBe('before during after');
  });

  it('[R5] the same question about a room that holds more by now is a question of its own', async () => {
    const { second, write, answer } = await createSlowRelay('before ', 'during ');
    await write();
    join(second);
    answer();
    await settle();
    expect(textOf(second)).toBe('before during ');
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
    for (const update of updates) void memory.append(anyRoom, update);
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

describe('what is known', () => {
  it('[R17] a client that comes back offers everything it has: that is acknowledged, not stored and not passed on', async () => {
    const relay = createTestRelay();
    const [writer, neighbour] = [relay.connect(), relay.connect()];
    for (const peer of [writer, neighbour]) join(peer);
    await settle();
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'written and partly deleted');
    doc.getText('content').delete(7, 12);
    writer.say({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    await settle();
    writer.leave();
    const again = relay.connect();
    await settle();
    // A stock client answers the relay's SyncStep1 with what it lacks, and always with its whole delete set.
    const known = again.messagesOf('sync-step-1')[0]?.stateVector;
    again.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, known) });
    again.say({ type: 'update', update: Y.encodeStateAsUpdate(doc) });
    await settle();
    expect(again.messagesOf('ack').at(-1)).toEqual({ type: 'ack', frames: 2, durableOffset: 1 });
    expect(relay.log.records(anyRoom)).toBe(1);
    expect(neighbour.messagesOf('update')).toHaveLength(1);
  });

  it('[R17] a deletion that nobody knew is news, and so is one unit more than was known', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getText('content').insert(0, 'text');
    doc.getText('content').delete(1, 1);
    doc.getText('content').insert(3, 's');
    for (const update of updates) {
      peer.say({ type: 'update', update });
      await settle();
    }
    peer.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc) });
    await settle();
    expect(relay.log.records(anyRoom)).toBe(3);
  });

  it('[R17] what arrives while the index is read is known afterwards', async () => {
    const relay = createTestRelay();
    const [before, during] = updatesTyping('before', 'during');
    await relay.log.append(anyRoom, before ?? emptyUpdate);
    const peer = relay.connect();
    peer.say({ type: 'update', update: during ?? emptyUpdate });
    await settle();
    peer.say({ type: 'update', update: during ?? emptyUpdate });
    peer.say({ type: 'update', update: before ?? emptyUpdate });
    await settle();
    expect(relay.log.records(anyRoom)).toBe(2);
  });

  it('[R5] [R17] after a minute in which nobody needed it an index is let go, and is read again when somebody does', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    join(peer);
    await settle();
    // Every word by another client: a scattered document.
    const updates = Array.from({ length: 100 }, (_, word) => updateTyping(`word ${word} `));
    for (const update of updates) peer.say({ type: 'update', update });
    await settle();
    for (let second = 0; second < 61; second += 1) relay.advance(1_000);
    peer.say({ type: 'sync-step-1', stateVector: Y.encodeStateVectorFromUpdate(Y.mergeUpdates(updates)) });
    await settle();
    expect(peer.messagesOf('sync-step-2').at(-1)?.update).toEqual(emptyUpdate);
    for (const update of updates) peer.say({ type: 'update', update });
    await settle();
    expect(relay.log.records(anyRoom)).toBe(100);
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
