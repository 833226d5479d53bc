import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../support/new-document-id.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { allConfirmed, createTokenWriter, keepWriting } from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';
import { tracing } from './recording.ts';

/** In ms, the longest of each. */
export interface SlowFlushReport {
  /** From the writing of some tokens, one after the other, to the confirmation of all. */
  readonly confirmationMs: number;
  /** From a token's writing to its arrival at another person. */
  readonly deliveryMs: number;
  /** `/healthz` */
  readonly healthMs: number;
}

const tokensPerRound = 10;

// A first start flushes some times before anybody can write.
const flushesOfFirstStart = 8;

/** The command line before a relay whose every flush takes so long. */
export const slowFlushes = (flushMs: number): string[] => [
  ...tracing(),
  '--output=/dev/null',
  '--seccomp-bpf',
  '--trace=fsync,fdatasync',
  `--inject=fsync,fdatasync:delay_enter=${flushMs * 1_000}:when=${flushesOfFirstStart}+`,
];

/** Somebody keeps the disk busy in one room while two people work in another. */
export async function workDuringSlowFlushes(flushMs: number, durationMs: number): Promise<SlowFlushReport> {
  const relay = await startRelay({ tracer: slowFlushes(flushMs) });
  const busy = createTokenWriter(relay.syncUrl, newDocumentId(), 'busy');
  const stopWriting = keepWriting([busy], 100);
  try {
    const [health, work] = await Promise.all([probeHealth(relay, durationMs), workTogether(relay, durationMs)]);
    return { healthMs: health, ...work };
  } finally {
    stopWriting();
    busy.client.close();
    await relay.close();
  }
}

async function probeHealth(relay: Relay, durationMs: number): Promise<number> {
  const endAt = performance.now() + durationMs;
  let longestMs = 0;
  while (performance.now() < endAt) {
    const startedAt = performance.now();
    const answer = await fetch(`${relay.url}/healthz`);
    if (!answer.ok) throw new Error(`/healthz answers ${answer.status}`);
    longestMs = Math.max(longestMs, performance.now() - startedAt);
    await delay(10);
  }
  return longestMs;
}

async function workTogether(relay: Relay, durationMs: number) {
  const alice = createTokenWriter(relay.syncUrl, newDocumentId(), 'alice');
  const bob = createTokenWriter(relay.syncUrl, alice.room, 'bob');
  try {
    await waitUntil('both are there', () => alice.client.isSynced && bob.client.isSynced);
    const endAt = performance.now() + durationMs;
    let deliveryMs = 0;
    let confirmationMs = 0;
    while (performance.now() < endAt) {
      const startedAt = performance.now();
      for (let count = 0; count < tokensPerRound; count += 1) {
        alice.write();
        const delivered = waitUntil('it arrives', () => bob.tokenCount() === alice.written.length);
        deliveryMs = Math.max(deliveryMs, await msOf(delivered));
      }
      await allConfirmed([alice]);
      confirmationMs = Math.max(confirmationMs, performance.now() - startedAt);
    }
    return { deliveryMs, confirmationMs };
  } finally {
    alice.client.close();
    bob.client.close();
  }
}

async function msOf(work: Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work;
  return performance.now() - startedAt;
}
