import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AckingClient, createAckingClient } from '../support/acking-client.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { waitForMetric } from '../support/relay-metrics.ts';
import { waitUntil } from '../support/wait-until.ts';

const handovers = 80;

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
});
afterAll(() => relay.close());

/** Lets everybody write some words, waits for some of them, and leaves at the moment when the next one comes. */
async function handOver(room: string, seed: number): Promise<ReadonlySet<string>> {
  const random = createRandom(seed);
  const confirmed = new Set<string>();
  let present: AckingClient | undefined;
  const sitDown = (): AckingClient => {
    const client = createAckingClient({ syncUrl: relay.syncUrl, room });
    client.connect();
    return client;
  };
  for (let turn = 0; turn < handovers; turn += 1) {
    const client = present ?? sitDown();
    await waitUntil(`visitor ${turn} has joined`, () => client.isSynced);
    const words = Array.from({ length: 1 + random.below(3) }, (_, index) => `${turn}.${index}`);
    for (const word of words) client.doc.getMap('attributes').set(word, true);
    const awaited = random.below(words.length + 1);
    await waitUntil('some words are safe', () => client.confirmed >= awaited);
    const comesFirst = random.below(2) === 0;
    const next = comesFirst ? sitDown() : undefined;
    if (random.below(3) > 0) await delay(random.below(4));
    for (const word of words.slice(0, client.confirmed)) confirmed.add(word);
    client.close();
    present = next ?? sitDown();
  }
  present?.close();
  return confirmed;
}

async function wordsIn(room: string): Promise<ReadonlySet<string>> {
  const reader = createAckingClient({ syncUrl: relay.syncUrl, room });
  reader.connect();
  await waitUntil('a newcomer has joined', () => reader.isSynced);
  const words = new Set(reader.doc.getMap('attributes').keys());
  reader.close();
  return words;
}

describe('a room whose last member leaves as another comes', () => {
  it.each([1, 2])('[L2] [A2] loses nothing confirmed, however the two interleave, seed %i', async (seed) => {
    const room = newDocumentId();
    const confirmed = await handOver(room, seed);
    expect(confirmed.size).toBeGreaterThan(handovers / 3);
    expect([...confirmed.difference(await wordsIn(room))]).toEqual([]);
    await relay.restart();
    expect([...confirmed.difference(await wordsIn(room))]).toEqual([]);
  });

  it('[O1] is one room for the relay, and none afterwards', async () => {
    await waitForNobody();
    await handOver(newDocumentId(), 4);
    await waitForNobody();
  });
});

async function waitForNobody(): Promise<void> {
  for (const name of ['ecritoire_rooms', 'ecritoire_connections']) await waitForMetric(relay, name, 0);
}
