import { answersBurst, answersPerSecond, closeCodes, maxRoomConnections, ok } from '@ecritoire/shared';
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

const megabyte = 1024 * 1024;

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

  it('[R3] who asks on and on is answered at a measure, the newest question last, and hears live changes meanwhile', async () => {
    const relay = createTestRelay();
    const [asking, writer] = [relay.connect(), relay.connect()];
    const ask = async (times: number): Promise<number> => {
      for (let time = 0; time < times; time += 1) {
        join(asking);
        await settle();
      }
      return asking.messagesOf('sync-step-2').length;
    };
    const first = 1 + answersBurst;
    expect(await ask(3 * first)).toBeLessThanOrEqual(first + 1);
    const update = updateTyping('live');
    writer.say({ type: 'update', update });
    await settle();
    expect(asking.messagesOf('update').map((message) => message.update)).toContainEqual(update);
    relay.advance(1_000);
    expect(await ask(3 * first)).toBeLessThanOrEqual(first + 1 + answersPerSecond);
    relay.advance(1_000);
    await settle();
    expect(Y.decodeUpdate(asking.messagesOf('sync-step-2').at(-1)?.update ?? emptyUpdate).structs).not.toEqual([]);
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

  it('[R5] a newcomer hears of the latest deletions before the words that they are in', async () => {
    const relay = createTestRelay();
    const writer = relay.connect();
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => writer.say({ type: 'update', update }));
    doc.getText('content').insert(0, 'typed, and taken back');
    const first = relay.connect();
    join(first);
    await settle();
    doc.getText('content').delete(5, 16);
    const second = relay.connect();
    join(second);
    await settle();
    const [deletions, ...words] = second.messages().flatMap((message) => ('update' in message ? [message.update] : []));
    expect(Y.decodeUpdate(deletions ?? emptyUpdate).structs).toEqual([]);
    expect(Y.decodeUpdate(deletions ?? emptyUpdate).ds.clients.size).toBe(1);
    expect(words.length).toBeGreaterThan(0);
    expect(textOf(second)).toBe('typed');
  });

  it('[R5] newcomers are told what is kept from the one before, until too much has come since', async () => {
    const memory = createMemoryLog();
    let readings = 0;
    const missing = (...asked: Parameters<typeof memory.missing>) => {
      readings += 1;
      return memory.missing(...asked);
    };
    const relay = createTestRelay({ ...memory, missing });
    const writer = relay.connect();
    const letters = updatesTyping(...'y'.repeat(1200));
    const newcomerReads = async () => {
      const newcomer = relay.connect();
      join(newcomer);
      await settle();
      return [readings, textOf(newcomer).length];
    };
    const write = (update: Uint8Array) => writer.say({ type: 'update', update });
    for (const letter of letters.slice(0, 10)) write(letter);
    expect(await newcomerReads()).toEqual([1, 10]);
    for (const letter of letters.slice(10, 1000)) write(letter);
    expect(await newcomerReads()).toEqual([1, 1000]);
    for (const letter of letters.slice(1000)) write(letter);
    expect(await newcomerReads()).toEqual([2, 1200]);
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

describe('questions', () => {
  it('[R5] who asks for the whole again and again without reading gets it once, and again when it has read', async () => {
    const relay = createTestRelay();
    relay.connect().say({ type: 'update', update: updateTyping('x'.repeat(2 * megabyte)) });
    await settle();
    const asker = relay.connect();
    asker.stopReading();
    for (let round = 0; round < 50; round += 1) {
      join(asker);
      await settle();
    }
    const waiting = asker.waitingBytes();
    expect(waiting).toBeLessThan(megabyte);
    for (let turn = 0; turn < 40; turn += 1) {
      asker.take(8);
      await settle();
    }
    expect(asker.messagesOf('sync-step-2')).toHaveLength(2);
    expect(asker.messagesOf('sync-step-1').length).toBeLessThan(5);
  });

  it('[P4] who asks who is here without reading costs a bounded amount', async () => {
    const relay = createTestRelay();
    const state = JSON.stringify({ name: 'y'.repeat(4000) });
    const update = Uint8Array.from([
      1,
      7,
      1,
      0x80 | (state.length % 128),
      Math.floor(state.length / 128),
      ...Buffer.from(state),
    ]);
    relay.connect().say({ type: 'awareness', update });
    await settle();
    const asker = relay.connect();
    asker.stopReading();
    for (let round = 0; round < 2000; round += 1) asker.say({ type: 'query-awareness' });
    await settle();
    for (let turn = 0; turn < 40; turn += 1) {
      asker.take(8);
      await settle();
    }
    expect(asker.messagesOf('awareness').length).toBeLessThan(300);
  });
});
