import { closeCodes, keepAliveFrame, maxDocumentBytes, nearDocumentLimitBytes, ok } from '@ecritoire/shared';
import * as encoding from 'lib0/encoding';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  anyRoom,
  createTestRelay,
  join,
  settle,
  type TestPeer,
  textOf,
  updatesTyping,
  updateTyping,
} from '../test-relay.ts';
import { createMemoryLog } from '../update-log/memory.ts';

const megabyte = 1024 * 1024;

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
    for (let ping = 0; ping < 2; ping += 1) {
      relay.advance(25_000);
      await settle();
    }
    expect(peer.closedWith()).toBeUndefined();
    relay.advance(25_000);
    expect(peer.closedWith()).toBe(1006);
  });

  it('[R12] a peer that takes nothing for two minutes is dropped, one that takes a little now and then is kept', async () => {
    const relay = createTestRelay();
    const [writer, stuck, slow] = [relay.connect(), relay.connect(), relay.connect()];
    for (const reader of [stuck, slow]) {
      join(reader);
      await settle();
      reader.stopReading();
    }
    for (const update of updatesTyping('x'.repeat(2 * 1024 * 1024))) writer.say({ type: 'update', update });
    await settle();
    for (let second = 0; second < 130; second += 1) {
      relay.advance(1_000);
      if (second % 100 === 99) slow.take(1);
      await settle();
    }
    expect(stuck.closedWith()).toBe(1006);
    expect(slow.closedWith()).toBeUndefined();
    expect(relay.observed).toContain('connectionClosed:overloaded');
  });
});

describe('slow peers', () => {
  /** A peer that has joined and then reads nothing, while somebody writes more than may wait for it. */
  async function createLaggard(relay: ReturnType<typeof createTestRelay>, writer: TestPeer): Promise<TestPeer> {
    const laggard = relay.connect();
    join(laggard);
    await settle();
    laggard.stopReading();
    for (const update of updatesTyping('x'.repeat(2 * megabyte))) writer.say({ type: 'update', update });
    await settle();
    return laggard;
  }

  it('[R12] what a peer could not be told live it gets from the log when it has caught up, all of it and once', async () => {
    const relay = createTestRelay();
    const writer = relay.connect();
    const laggard = await createLaggard(relay, writer);
    expect(relay.observed).toContain('peerFellBehind');
    const doc = new Y.Doc();
    doc.on('update', (update: Uint8Array) => writer.say({ type: 'update', update }));
    for (let word = 0; word < 200; word += 1) doc.getText('content').insert(0, `${word} `);
    doc.getText('content').delete(0, 100);
    await settle();
    const heardLive = laggard.messagesOf('update').length;
    for (let turn = 0; turn < 60; turn += 1) {
      laggard.take(8);
      await settle();
    }
    const heard = new Y.Doc();
    for (const { update } of [...laggard.messagesOf('sync-step-2'), ...laggard.messagesOf('update')])
      Y.applyUpdate(heard, update);
    expect(heard.getText('content').toString()).toContain(doc.getText('content').toString());
    expect(heard.getText('content').length).toBe(2 * megabyte + doc.getText('content').length);
    expect(laggard.messagesOf('update').length).toBeLessThan(heardLive + 10);
    doc.getText('content').insert(0, 'live again ');
    await settle();
    laggard.take(8);
    await settle();
    expect(textOf(laggard)).toContain('live again');
  });

  it('[R12] a slow peer gets no awareness, and everybody again when it has caught up', async () => {
    const relay = createTestRelay();
    const writer = relay.connect();
    const laggard = await createLaggard(relay, writer);
    writer.say({ type: 'awareness', update: Uint8Array.of(1, 7, 1, 2, 0x7b, 0x7d) });
    await settle();
    expect(laggard.messagesOf('awareness')).toEqual([]);
    for (let turn = 0; turn < 60; turn += 1) {
      laggard.take(8);
      await settle();
    }
    expect(laggard.messagesOf('awareness')).toHaveLength(1);
  });

  it('[R12] what waits for a peer that reads nothing is bounded', async () => {
    const relay = createTestRelay();
    const writer = relay.connect();
    const laggard = await createLaggard(relay, writer);
    const waiting = laggard.frames().length;
    for (let round = 0; round < 20; round += 1)
      writer.say({ type: 'update', update: updateTyping('y'.repeat(megabyte)) });
    await settle();
    expect(laggard.frames().length).toBe(waiting);
  });
});

describe('slow lines', () => {
  it('[R8] [R12] a ping is not missed while it waits behind a document that is being read', async () => {
    const relay = createTestRelay();
    relay.connect().say({ type: 'update', update: updateTyping('x'.repeat(4 * megabyte)) });
    await settle();
    const reader = relay.connect(anyRoom, false);
    join(reader);
    // 64 KiB every three seconds, and not a word back: 20 kB/s, as far as the transport shows it.
    reader.stopReading();
    await settle();
    for (let second = 0; second < 260; second += 1) {
      relay.advance(1_000);
      if (second % 3 === 0) reader.take(1);
      await settle();
    }
    expect(reader.closedWith()).toBeUndefined();
    expect(textOf(reader).length).toBe(4 * megabyte);
    // Read at last, and still silent: now it counts.
    for (let second = 0; second < 120; second += 1) {
      relay.advance(1_000);
      reader.take(1);
      await settle();
    }
    expect(reader.closedWith()).toBe(1006);
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

describe('the size of a document', () => {
  /** A log that says what a room takes, compacted. */
  function sized(bytes: number) {
    const memory = createMemoryLog();
    const contents = async () => {
      const found = await memory.contents(anyRoom);
      return found.ok ? ok({ ...found.value, bytes }) : found;
    };
    return { ...memory, contents, compact: contents };
  }

  it('[R18] near the limit its people are told, those who come later too', async () => {
    const relay = createTestRelay(sized(nearDocumentLimitBytes + 1));
    const [first, stock] = [relay.connect(), relay.connect(anyRoom, false)];
    await settle();
    expect(first.messagesOf('notice')).toEqual([{ type: 'notice', notice: 'document-near-limit', seconds: 0 }]);
    expect(stock.frames().filter((frame) => frame[0] === 110)).toEqual([]);
    expect(relay.connect().messagesOf('notice')).toHaveLength(0);
    const later = relay.connect();
    await settle();
    expect(later.messagesOf('notice')).toHaveLength(1);
    later.say({ type: 'update', update: updateTyping('still taken') });
    await settle();
    expect(later.messagesOf('ack')).toHaveLength(1);
  });

  it('[R18] a document takes 65,536 clients: more would lock out everybody who has it', async () => {
    const relay = createTestRelay();
    const peer = relay.connect();
    await settle();
    const manyClients = (first: number): Uint8Array => {
      const encoder = encoding.createEncoder();
      encoding.writeVarUint(encoder, 30_000);
      for (let client = first; client < first + 30_000; client += 1)
        for (const number of [1, client, 0, 0, 1]) encoding.writeVarUint(encoder, number);
      encoding.writeVarUint(encoder, 0);
      return encoding.toUint8Array(encoder);
    };
    for (const first of [0, 30_000, 60_000]) peer.say({ type: 'update', update: manyClients(first) });
    await settle();
    expect(peer.messagesOf('reject')).toEqual([{ type: 'reject', frame: 3, reason: 'too-large' }]);
    expect(peer.closedWith()).toBe(closeCodes.tooLarge);
  });

  it('[R18] a full document takes what makes it smaller, and is measured again', async () => {
    const memory = createMemoryLog();
    let bytes = maxDocumentBytes + 1;
    const contents = async () => {
      const found = await memory.contents(anyRoom);
      return found.ok ? ok({ ...found.value, bytes }) : found;
    };
    const relay = createTestRelay({ ...memory, contents, compact: contents });
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'a long enough text');
    await memory.append(anyRoom, Y.encodeStateAsUpdate(doc));
    const peer = relay.connect();
    await settle();
    const before = Y.encodeStateVector(doc);
    doc.getText('content').insert(0, 'moved');
    doc.getText('content').delete(5, 10);
    // Both in one, as a client offers them that wrote while it was refused.
    peer.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, before) });
    await settle();
    expect(peer.messagesOf('ack')).toHaveLength(1);
    bytes = 1000;
    relay.advance(30_000);
    doc.getText('content').delete(0, 1);
    peer.say({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)) });
    await settle();
    peer.say({ type: 'update', update: updateTyping('room again') });
    await settle();
    expect(peer.messagesOf('reject')).toEqual([]);
  });

  it('[R18] a full document takes deletions and nothing else', async () => {
    const relay = createTestRelay(sized(maxDocumentBytes + 1));
    const peer = relay.connect();
    await settle();
    const doc = new Y.Doc();
    doc.getText('content').insert(0, 'text');
    const before = Y.encodeStateVector(doc);
    doc.getText('content').delete(0, 2);
    peer.say({ type: 'update', update: Y.encodeStateAsUpdate(doc, before) });
    await settle();
    expect(peer.messagesOf('ack')).toHaveLength(1);
    peer.say({ type: 'update', update: updateTyping('one word more') });
    await settle();
    expect(peer.messagesOf('reject')).toEqual([{ type: 'reject', frame: 2, reason: 'too-large' }]);
    expect(peer.closedWith()).toBe(closeCodes.tooLarge);
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

describe('keeping alive', () => {
  it('[R8] somebody without awareness who never writes stays for as long as the pings are answered', async () => {
    const relay = createTestRelay();
    const reader = relay.connect(anyRoom, false);
    join(reader);
    await settle();
    for (let second = 0; second < 300; second += 1) {
      relay.advance(1_000);
      if (second % 25 === 24) reader.connection?.ponged();
      await settle();
    }
    expect(reader.closedWith()).toBeUndefined();
    expect(reader.frames().filter((frame) => Buffer.compare(frame, keepAliveFrame) === 0).length).toBeGreaterThan(12);
  });
});
