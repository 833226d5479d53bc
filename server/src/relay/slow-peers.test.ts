import { keepAliveFrame } from '@ecritoire/shared';
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
