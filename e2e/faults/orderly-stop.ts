import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../support/new-document-id.ts';
import type { Random } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { auditTokens, createTokenWriter, keepWriting, readTokens, type TokenWriter } from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';

const longestLifeMs = 1_000;

/** What was seen of a relay that was told to stop. */
export interface StopReport {
  readonly exitCode: number | null;
  readonly stopMs: number;
  readonly closeCodes: readonly (number | undefined)[];
  /** Sent, but neither acknowledged nor, as the closing says, received. */
  readonly unconfirmedTokens: number;
}

/** SIGTERM at a random moment under load; throws when something confirmed is missing afterwards, or was never so. */
export async function stopUnderLoad(random: Random): Promise<StopReport> {
  const relay = await startRelay();
  const rooms = Array.from({ length: 3 }, newDocumentId);
  const writers = rooms.map((room, place) => createTokenWriter(relay.syncUrl, room, String(place)));
  const stopWriting = keepWriting(writers, 2_000);
  try {
    await waitUntil('something is confirmed', () => writers.some(({ client }) => client.confirmed > 0));
    await delay(random.below(longestLifeMs));
    const report = await stop(relay, writers);
    await relay.restart();
    for (const { room, confirmed, written } of writers)
      auditTokens(await readTokens(relay.syncUrl, room), confirmed, written);
    return report;
  } finally {
    stopWriting();
    for (const { client } of writers) client.close();
    await relay.close();
  }
}

/** SIGTERM, and what follows. */
export async function stop(relay: Relay, writers: readonly TokenWriter[]): Promise<StopReport> {
  const startedAt = performance.now();
  const exitCode = await relay.stop();
  const stopMs = performance.now() - startedAt;
  await waitUntil('everybody noticed', () => writers.every(({ client }) => client.closeCode !== undefined));
  return {
    exitCode,
    stopMs,
    closeCodes: writers.map(({ client }) => client.closeCode),
    unconfirmedTokens: writers.reduce((sum, { client }) => sum + client.written - client.confirmed, 0),
  };
}
