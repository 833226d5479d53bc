import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import { closeCodes, encodeMessage } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { newDocumentId } from '../support/new-document-id.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { clientFrame, openSocket, openUpgraded } from '../support/raw-socket.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { readMetric, residentBytes, waitForMetric } from '../support/relay-metrics.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type HonestPair, seatHonestPair } from './honest-pair.ts';
import { awarenessOf, manyClients } from './hostile-updates.ts';

// Three times what the relay takes for itself; without its limits it goes far above in any of these tests.
const maxResidentBytes = 450 * 2 ** 20;

let relay: Relay;
let here: HonestPair;
let elsewhere: HonestPair;
const leaving: { drop(): void }[] = [];

beforeEach(async () => {
  relay = await startRelay();
  here = await seatHonestPair(relay.syncUrl, newDocumentId());
  elsewhere = await seatHonestPair(relay.syncUrl, newDocumentId());
});
afterEach(async () => {
  for (const pair of [here, elsewhere]) pair.close();
  for (const attacker of leaving.splice(0)) attacker.drop();
  await relay.close();
});

/** What must hold after every attack: both rooms go on, nothing of theirs is lost, and the relay has not grown. */
async function expectNobodyHurt(): Promise<void> {
  await Promise.all([here.seesMore(2), elsewhere.seesMore(2)]);
  await Promise.all([here.finish(), elsewhere.finish()]);
  expect(residentBytes(relay)).toBeLessThan(maxResidentBytes);
}

async function attack(room = here.room): Promise<RawClient> {
  const attacker = await connectRaw(relay.syncUrl, room, '?ext=1');
  leaving.push(attacker);
  return attacker;
}

/**
 * Sends without pause until both rooms have seen words that were written after the flood began, and at least so many
 * frames; fewer when the relay takes no more of them.
 */
async function floodBesideNeighbours(attacker: RawClient, frames: number, nextFrame: () => Uint8Array): Promise<void> {
  let isDone = false;
  const neighbours = Promise.allSettled([here.seesMore(10), elsewhere.seesMore(10)]).finally(() => {
    isDone = true;
  });
  const isHeld = () => attacker.closedWith !== undefined || attacker.unsentBytes > 2 ** 20;
  for (let sent = 0; !isDone || (sent < frames && !isHeld()); ) {
    for (let burst = 0; burst < 50 && !isHeld(); burst += 1) {
      attacker.sayBytes(nextFrame());
      sent += 1;
    }
    if (sent % 2_500 === 0) expect(residentBytes(relay)).toBeLessThan(maxResidentBytes);
    await nextTurn();
  }
  for (const neighbour of await neighbours) if (neighbour.status === 'rejected') throw neighbour.reason;
  await expectNobodyHurt();
}

const update = (bytes: Uint8Array): Uint8Array => encodeMessage({ type: 'update', update: bytes });
const everything = encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
const queryAwareness = encodeMessage({ type: 'query-awareness' });

/** Somebody with as much to say of themselves as is allowed. */
const presenceOf = (client: number): Uint8Array => awarenessOf(1, `"${'x'.repeat(4_000)}"`, 1, client);

/** A document of that size, in one update. */
function largeUpdate(bytes: number): Uint8Array {
  const doc = new Y.Doc();
  doc.getText('other').insert(0, 'x'.repeat(bytes));
  return update(Y.encodeStateAsUpdate(doc));
}

describe('a flood', () => {
  it('[R3] [R5] of SyncStep1 for a large document, read by nobody, delays no neighbour and ends', async () => {
    const attacker = await attack();
    attacker.sayBytes(largeUpdate(2 ** 20));
    await attacker.settled();
    attacker.pause();
    await floodBesideNeighbours(attacker, 20_000, () => everything);
  });

  it('[P4] [R12] of questions who is here, whose long answers nobody reads', async () => {
    const crowd = await connectMany(40, here.room);
    for (const [index, member] of crowd.entries())
      member.sayBytes(encodeMessage({ type: 'awareness', update: presenceOf(index) }));
    await Promise.all(crowd.map((member) => member.settled()));
    const attacker = await attack();
    attacker.pause();
    await floodBesideNeighbours(attacker, 10_000, () => queryAwareness);
  });

  it('[R3] [R12] of SyncStep1 in a room of very many authors, whose long state vectors nobody reads', async () => {
    const attacker = await attack(newDocumentId());
    attacker.sayBytes(update(manyClients(60_000)));
    await attacker.settled();
    attacker.pause();
    await floodBesideNeighbours(attacker, 10_000, () => everything);
  });

  it('[R4] [R16] of one-letter updates', async () => {
    const attacker = await attack();
    const doc = new Y.Doc();
    let latest: Uint8Array = new Uint8Array(0);
    doc.on('update', (bytes: Uint8Array) => {
      latest = update(bytes);
    });
    await floodBesideNeighbours(attacker, 5_000, () => {
      doc.getText('other').insert(0, 'x');
      return latest;
    });
  });

  it('[P1] of renewed awareness', async () => {
    const attacker = await attack();
    let clock = 0;
    await floodBesideNeighbours(attacker, 20_000, () => {
      clock += 1;
      return Uint8Array.of(1, 7, 1, 7, 0x80 | (clock & 0x7f), clock >> 7 || 1, 2, 0x7b, 0x7d);
    });
  });

  it('[R11] of one-byte fragments of one message', async () => {
    const socket = await openUpgraded(relay, here.room);
    leaving.push({ drop: () => socket.destroy() });
    const fragments = Buffer.concat(Array.from({ length: 2_000 }, () => clientFrame(0, false, Uint8Array.of(0))));
    const neighbours = Promise.all([here.seesMore(10), elsewhere.seesMore(10)]);
    socket.write(clientFrame(2, false, Uint8Array.of(0)));
    for (let part = 0; part < 200 && !socket.closed; part += 1) {
      socket.write(fragments);
      await nextTurn();
    }
    await neighbours;
    await waitUntil('a message in 400,000 fragments is cut off', () => socket.closed);
    await expectNobodyHurt();
  });
});

describe('connections', () => {
  it('[R8] that say a byte at a time, of an upgrade or of a frame, hold nobody up', async () => {
    const writers = await Promise.all([
      ...Array.from({ length: 40 }, () => openUpgraded(relay, here.room)),
      ...Array.from({ length: 40 }, () => openSocket(relay)),
    ]);
    leaving.push({ drop: () => writers.forEach((socket) => void socket.destroy()) });
    const frame = clientFrame(2, true, new Uint8Array(100));
    for (const byte of frame.subarray(0, 50)) {
      for (const socket of writers) socket.write(Uint8Array.of(byte));
      await delay(5);
    }
    await expectNobodyHurt();
  });

  it('[R13] a thousand in one room are served, the next is turned away for now', async () => {
    const before = await readMetric(relay, 'ecritoire_connections');
    const room = newDocumentId();
    const members = await connectMany(1_000, room);
    expect(members.filter(({ closedWith }) => closedWith !== undefined)).toEqual([]);
    const [oneTooMany] = await connectMany(1, room);
    await waitUntil('the next one is turned away', () => oneTooMany?.closedWith !== undefined);
    expect(oneTooMany?.closedWith).toBe(closeCodes.roomFull);
    const typed = update(Y.encodeStateAsUpdate(docOf('for all of you')));
    members[0]?.sayBytes(typed);
    const others = members.slice(1);
    for (const member of others) member.sayBytes(everything);
    const have = (member: RawClient) =>
      member.messages.some((message) => 'update' in message && message.update.length > 10);
    await waitUntil('every member has it', () => others.every(have));
    for (const member of members) member.drop();
    await waitForMetric(relay, 'ecritoire_connections', before);
    await expectNobodyHurt();
  });

  it('[R7] to odd addresses are told to stop, and leave nothing behind', async () => {
    const before = await readMetric(relay, 'ecritoire_rooms');
    const oddNames = [
      '..%2f..%2fetc%2fpasswd',
      '%00',
      '',
      'a',
      'é'.repeat(22),
      'x'.repeat(4_000),
      "';DROP TABLE--",
      '.'.repeat(22),
    ];
    for (let round = 0; round < 40; round += 1) {
      const names = oddNames.map((name) => `${name}${round % 2 === 0 ? '' : round}`);
      const visitors = await Promise.all(names.map((name) => connectRaw(relay.syncUrl, name)));
      await waitUntil('all are turned away', () =>
        visitors.every(({ closedWith }) => closedWith === closeCodes.notFound),
      );
    }
    expect(await readMetric(relay, 'ecritoire_rooms')).toBe(before);
    await expectNobodyHurt();
  });

  it('[R14] to a thousand rooms that nobody writes to leave nothing behind', async () => {
    const rooms = await readMetric(relay, 'ecritoire_rooms');
    for (let round = 0; round < 20; round += 1) {
      const visitors = await Promise.all(Array.from({ length: 50 }, () => connectRaw(relay.syncUrl, newDocumentId())));
      for (const visitor of visitors) visitor.say({ type: 'sync-step-2', update: Uint8Array.of(0, 0) });
      for (const visitor of visitors) visitor.drop();
    }
    await waitForMetric(relay, 'ecritoire_rooms', rooms);
    await expectNobodyHurt();
  });

  it('[R8] that come and go without a word hold nobody up and leave nothing behind', async () => {
    const connections = await readMetric(relay, 'ecritoire_connections');
    const neighbours = Promise.all([here.seesMore(10), elsewhere.seesMore(10)]);
    for (let round = 0; round < 40; round += 1) {
      const sockets = Array.from({ length: 25 }, () => new WebSocket(`${relay.syncUrl}/${here.room}`));
      for (const socket of sockets) socket.on('error', () => undefined);
      await delay(round % 4);
      for (const socket of sockets) socket.terminate();
    }
    await neighbours;
    await waitForMetric(relay, 'ecritoire_connections', connections);
    await expectNobodyHurt();
  });
});

async function connectMany(count: number, room: string): Promise<readonly RawClient[]> {
  const clients: RawClient[] = [];
  while (clients.length < count) {
    const batch = Math.min(50, count - clients.length);
    clients.push(...(await Promise.all(Array.from({ length: batch }, () => connectRaw(relay.syncUrl, room)))));
  }
  leaving.push(...clients);
  return clients;
}

function docOf(words: string): Y.Doc {
  const doc = new Y.Doc();
  doc.getText('content').insert(0, words);
  return doc;
}
