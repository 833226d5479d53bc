import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom, type Random } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import {
  allConfirmed,
  auditTokens,
  createTokenWriter,
  keepWriting,
  readTokens,
  type TokenWriter,
} from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';

const rates = [1_000, 5_000];
const longestLifeMs = 1_200;

export interface KillOptions {
  readonly seed: number;
  readonly kills: number;
}

/**
 * Kills the relay with SIGKILL at random moments while people write at 1,000 and, every other time, at 5,000 updates
 * a second. After every kill a newcomer must find what was confirmed, nothing twice and nothing strange; then the
 * writers come back and everything they wrote must be there. Resolves to one line that says what was done.
 */
export async function killUnderLoad({ seed, kills }: KillOptions): Promise<string> {
  const random = createRandom(seed);
  const relay = await startRelay();
  const done = { kills: 0, confirmed: 0, unconfirmedAtKill: 0 };
  const earlierRooms = new Map<string, readonly string[]>();
  try {
    for (; done.kills < kills; done.kills += 1) {
      const writers = await sitDown(relay, random);
      const rate = rates[done.kills % rates.length] ?? 0;
      const atKill = await writeUntilKilled(relay, writers, rate, random);
      done.confirmed += atKill.confirmed;
      done.unconfirmedAtKill += atKill.unconfirmed;
      await audit(relay, writers);
      await heal(relay, writers);
      for (const [room, tokens] of tokensByRoom(writers, 'written')) earlierRooms.set(room, tokens);
      for (const { client } of writers) client.close();
      const old = random.pick([...earlierRooms.keys()]);
      const tokens = earlierRooms.get(old) ?? [];
      auditTokens(await readTokens(relay.syncUrl, old), tokens, tokens);
    }
    return `Nothing was lost: ${JSON.stringify(done)}`;
  } finally {
    await relay.close();
  }
}

/** Two people share a room, two have one each. */
async function sitDown(relay: Relay, random: Random): Promise<readonly TokenWriter[]> {
  const shared = newDocumentId();
  const rooms = [shared, shared, newDocumentId(), newDocumentId()];
  const writers = rooms.map((room, place) => createTokenWriter(relay.syncUrl, room, `${place}.${random.below(1e9)}`));
  await waitUntil('all writers are there', () => writers.every(({ client }) => client.isSynced));
  return writers;
}

async function writeUntilKilled(relay: Relay, writers: readonly TokenWriter[], rate: number, random: Random) {
  const stopWriting = keepWriting(writers, rate);
  try {
    await waitUntil('something is confirmed', () => writers.some(({ client }) => client.confirmed > 0));
    await delay(random.below(longestLifeMs));
    await relay.kill();
  } finally {
    stopWriting();
  }
  // What the killed relay still said is on its way; nobody may come back before the audit, they would heal it.
  await waitUntil('everybody noticed', () => writers.every(({ client }) => !client.isConnected));
  const confirmed = writers.reduce((sum, { client }) => sum + client.confirmed, 0);
  const written = writers.reduce((sum, { client }) => sum + client.written, 0);
  return { confirmed, unconfirmed: written - confirmed };
}

async function audit(relay: Relay, writers: readonly TokenWriter[]): Promise<void> {
  await relay.restart();
  const written = tokensByRoom(writers, 'written');
  for (const [room, confirmed] of tokensByRoom(writers, 'confirmed'))
    auditTokens(await readTokens(relay.syncUrl, room), confirmed, written.get(room) ?? []);
}

async function heal(relay: Relay, writers: readonly TokenWriter[]): Promise<void> {
  for (const writer of writers) {
    writer.client.connect();
    writer.write();
  }
  await allConfirmed(writers);
  for (const [room, tokens] of tokensByRoom(writers, 'written'))
    auditTokens(await readTokens(relay.syncUrl, room), tokens, tokens);
}

function tokensByRoom(writers: readonly TokenWriter[], which: 'written' | 'confirmed'): Map<string, string[]> {
  const byRoom = new Map<string, string[]>();
  for (const writer of writers) byRoom.set(writer.room, [...(byRoom.get(writer.room) ?? []), ...writer[which]]);
  return byRoom;
}
