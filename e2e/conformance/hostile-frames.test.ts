import { closeCodes, encodeMessage } from '@ecritoire/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom } from '../support/random.ts';
import { connectRaw, type RawClient } from '../support/raw-client.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { waitUntil } from '../support/wait-until.ts';
import { type HonestPair, seatHonestPair } from './honest-pair.ts';
import {
  awarenessOf,
  besideItsOwnFuture,
  deletion,
  emptyString,
  gcUpdate,
  manyClients,
  mutatedUpdate,
  skipUpdate,
  someUpdate,
  stateVectorOf,
} from './hostile-updates.ts';
import { newestStockVersion, type StockPerson } from './stock-versions.ts';

let relay: Relay;
let here: HonestPair;
let elsewhere: HonestPair;
const attackers: RawClient[] = [];
const complaint = vi.spyOn(console, 'error');

beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());
beforeEach(async () => {
  complaint.mockClear();
  here = await seatHonestPair(relay.syncUrl, newDocumentId());
  elsewhere = await seatHonestPair(relay.syncUrl, newDocumentId());
});
afterEach(() => {
  for (const pair of [here, elsewhere]) pair.close();
  for (const attacker of attackers.splice(0)) attacker.drop();
});

async function attack(): Promise<RawClient> {
  const attacker = await connectRaw(relay.syncUrl, here.room, '?ext=1');
  attacker.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });
  attackers.push(attacker);
  return attacker;
}

/** What must hold whatever was sent: both rooms go on, and a stock client that comes now finds nothing it chokes on. */
async function expectNobodyHurt(): Promise<void> {
  await Promise.all([here.seesMore(2), elsewhere.seesMore(2)]);
  await here.finish();
  await expectNewcomerAgrees();
}

async function expectNewcomerAgrees(): Promise<void> {
  const newcomer: StockPerson = newestStockVersion.join(relay.syncUrl, here.room);
  try {
    await waitUntil('a newcomer reads what the others have', () => newcomer.text.toString() === here.text());
    expect(newcomer.provider.synced).toBe(true);
    expect(newcomer.line.thrown).toEqual([]);
    expect(complaint).not.toHaveBeenCalled();
  } finally {
    newcomer.leave();
  }
}

const update = (bytes: Uint8Array): Uint8Array => encodeMessage({ type: 'update', update: bytes });
const awareness = (bytes: Uint8Array): Uint8Array => encodeMessage({ type: 'awareness', update: bytes });
const stateVector = (bytes: Uint8Array): Uint8Array => encodeMessage({ type: 'sync-step-1', stateVector: bytes });
const typed = (client: number, words: string): Uint8Array => {
  const doc = new Y.Doc();
  doc.clientID = client;
  doc.getText('content').insert(0, words);
  return Y.encodeStateAsUpdate(doc);
};
const withGap = (): Uint8Array => {
  const whole = typed(77, 'begin and end');
  return Y.diffUpdate(whole, Uint8Array.of(1, 77, 6));
};
const { protocolError, tooLarge } = closeCodes;

/** What is sent, and the code that must follow; without one the sender is ignored or believed, and stays. */
const hostile: Readonly<Record<string, readonly [frames: () => readonly Uint8Array[], code?: number]>> = {
  '[R6] garbage of 2^40 units': [() => [update(gcUpdate(7, 0, 2 ** 40))], protocolError],
  '[R6] a gap of 2^40 units': [() => [update(skipUpdate(7, 0, 2 ** 40))], protocolError],
  '[R6] a deletion of 2^40 units': [() => [update(deletion(0, 2 ** 40))], protocolError],
  '[R6] a struct beyond what a tab can type': [() => [update(gcUpdate(7, 2 ** 31, 1))], protocolError],
  '[R6] a client id beyond 32 bits': [() => [update(gcUpdate(2 ** 40, 0, 1))], protocolError],
  '[R6] V2 bytes': [() => [update(Y.convertUpdateFormatV1ToV2(typed(7, 'in another format')))], protocolError],
  '[R6] 65,537 clients': [() => [update(manyClients(65_537))], protocolError],
  '[R6] 200,000 clients, 1.4 MB': [() => [update(manyClients(200_000))], protocolError],
  '[R6] deletions of 65,537 clients': [() => [update(deletion(0, 1, 65_537))], protocolError],
  '[R6] trailing nonsense after nothing': [() => [update(Uint8Array.of(0, 0, 9, 9))], protocolError],
  '[R6] a letter beside a later one of its own': [() => [update(besideItsOwnFuture('origin', 5))], protocolError],
  '[R6] a letter beside itself': [() => [update(besideItsOwnFuture('origin', 0))], protocolError],
  '[R6] a letter before a later one of its own': [() => [update(besideItsOwnFuture('rightOrigin', 5))], protocolError],
  '[R6] a letter inside a later one of its own': [() => [update(besideItsOwnFuture('parent', 5))], protocolError],
  '[R6] a deletion of no units': [() => [update(deletion(5, 0))], protocolError],
  '[R6] garbage of no units': [() => [update(gcUpdate(7, 0, 0))], protocolError],
  '[R6] a text of no letters': [() => [update(emptyString())], protocolError],
  '[R6] a gap that never heals': [() => [update(withGap())]],
  '[R6] nothing but a gap': [() => [update(skipUpdate(7, 0, 1_000))], protocolError],
  '[R6] a deletion of what nobody has': [() => [update(deletion(0, 1_000))]],
  '[R6] two contents under one client id': [() => [update(typed(99, 'AAA')), update(typed(99, 'BBA'))]],
  '[R6] everything an update can hold': [() => [update(someUpdate(5))]],
  '[R10] a state vector of five bytes that claims 2^31 clients': [
    () => [stateVector(Uint8Array.of(0x80, 0x80, 0x80, 0x80, 0x08))],
    protocolError,
  ],
  '[R10] a state vector that ends early': [() => [stateVector(stateVectorOf(1_000, 3))], protocolError],
  '[R11] a state vector above 2 MiB': [() => [stateVector(stateVectorOf(360_000, 360_000))], tooLarge],
  '[R11] a large state vector of clients that nobody knows': [() => [stateVector(stateVectorOf(150_000, 150_000))]],
  '[P5] an awareness state above 4 KiB': [() => [awareness(awarenessOf(1, `"${'x'.repeat(4_100)}"`))], tooLarge],
  '[P5] awareness that is no JSON': [() => [awareness(awarenessOf(1, '{"name"'))], protocolError],
  '[P5] awareness that is no text': [() => [awareness(awarenessOf(1, Uint8Array.of(0xff, 0xfe)))], protocolError],
  '[P5] deep JSON': [() => [awareness(awarenessOf(1, '['.repeat(2_000) + ']'.repeat(2_000)))]],
  '[P5] awareness that claims 2^31 clients': [() => [awareness(awarenessOf(1, '{}', 2 ** 31))], tooLarge],
  '[R10] an empty frame': [() => [new Uint8Array(0)], protocolError],
  '[R10] an unknown sync subtype': [() => [Uint8Array.of(0, 3, 0)], protocolError],
  '[R10] eight unknown types': [() => Array.from({ length: 8 }, () => Uint8Array.of(111, 0))],
  '[R10] nine unknown types': [() => Array.from({ length: 9 }, () => Uint8Array.of(111, 0)), protocolError],
  '[R11] a frame above 16 MiB': [() => [update(new Uint8Array(16 * 2 ** 20))], tooLarge],
  '[R11] a message above 32 MiB': [() => [update(new Uint8Array(33 * 2 ** 20))], 1009],
};

describe('one hostile frame', () => {
  it.each(Object.entries(hostile))('%s hurts nobody', async (_, [frames, code]) => {
    const attacker = await attack();
    for (const frame of frames()) attacker.sayBytes(frame);
    if (code === undefined) await attacker.settled();
    else await waitUntil(`the sender is closed with ${code}`, () => attacker.closedWith !== undefined);
    expect(attacker.closedWith).toBe(code);
    await expectNobodyHurt();
  });

  it('[R10] text hurts nobody', async () => {
    const attacker = await attack();
    attacker.sayText('{"type":"hello"}');
    await waitUntil('the sender is closed', () => attacker.closedWith !== undefined);
    expect(attacker.closedWith).toBe(closeCodes.protocolError);
    await expectNobodyHurt();
  });
});

describe('a room that was attacked', () => {
  it('[R6] 400 mutants of an ordinary update leave nothing that a stock client chokes on, before or after a restart', async () => {
    const random = createRandom(20_261_123);
    let attacker = await attack();
    const closedWith = new Set<number>();
    for (let mutant = 0; mutant < 400; mutant += 1) {
      attacker.say({ type: 'update', update: mutatedUpdate(random, 1_000 + mutant) });
      await attacker.settled();
      if (attacker.closedWith === undefined) continue;
      closedWith.add(attacker.closedWith);
      attacker = await attack();
    }
    expect([...closedWith]).toEqual([closeCodes.protocolError]);
    await expectNobodyHurt();
    await relay.restart();
    await expectNewcomerAgrees();
  });

  it('[R18] a room in which 200,000 clients wrote, in frames that are small enough, still takes people in', async () => {
    const attacker = await attack();
    for (let part = 0; part < 4; part += 1) {
      attacker.say({ type: 'update', update: manyClients(50_000, 0x10_00_00 * (part + 1)) });
      await attacker.settled();
    }
    await expectNobodyHurt();
    const regular = newestStockVersion.join(relay.syncUrl, here.room);
    await waitUntil('a regular has everything', () => regular.text.toString() === here.text());
    // On its return it says what it has: all those clients.
    regular.line.cut();
    await waitUntil('its line is cut', () => !regular.provider.wsconnected);
    regular.text.insert(0, 'typed offline');
    regular.line.restore();
    await waitUntil('the others read it', () => here.readerText().startsWith('typed offline'));
    regular.leave();
  });

  it('[P5] awareness of very many clients at once is neither kept nor passed on', async () => {
    const witness = await attack();
    const attacker = await attack();
    await witness.settled();
    attacker.sayBytes(awareness(awarenessOf(200_000, '{}')));
    await waitUntil('the sender is closed', () => attacker.closedWith !== undefined);
    expect(attacker.closedWith).toBe(tooLarge);
    await here.seesMore(2);
    const newcomer = await attack();
    await newcomer.settled();
    const heardBytes = (client: RawClient) =>
      client.messages.reduce((sum, message) => sum + (message.type === 'awareness' ? message.update.length : 0), 0);
    expect([witness, newcomer].map(heardBytes).every((bytes) => bytes < 100_000)).toBe(true);
    await expectNobodyHurt();
  });
});
