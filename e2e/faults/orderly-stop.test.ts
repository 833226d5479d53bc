import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isStraceLeftOut } from '../support/find-strace.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom } from '../support/random.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { createTokenWriter, type TokenWriter } from '../support/token-writer.ts';
import { waitUntil } from '../support/wait-until.ts';
import { stop, stopUnderLoad } from './orderly-stop.ts';
import { seedOf } from './seed.ts';
import { slowFlushes } from './slow-flush.ts';

const longestStopMs = 10_000;

it('[R15] SIGTERM at any moment under load: exit 0 in time, 1001 for everybody, nothing confirmed is missing', async () => {
  const random = createRandom(seedOf('stop'));
  for (let round = 0; round < 2; round += 1) {
    const { exitCode, stopMs, closeCodes } = await stopUnderLoad(random);
    expect(exitCode).toBe(0);
    expect(stopMs).toBeLessThan(longestStopMs);
    expect(closeCodes).toEqual([1001, 1001, 1001]);
  }
});

describe.skipIf(isStraceLeftOut)('while a flush is under way', () => {
  /** Tokens that the relay certainly received, because somebody else has them, and certainly did not flush yet. */
  async function withUnflushedTokens(flushMs: number, work: (relay: Relay, writer: TokenWriter) => Promise<void>) {
    const relay = await startRelay({ tracer: slowFlushes(flushMs) });
    const alice = createTokenWriter(relay.syncUrl, newDocumentId(), 'alice');
    const bob = createTokenWriter(relay.syncUrl, alice.room, 'bob');
    try {
      await waitUntil('both are there', () => alice.client.isSynced && bob.client.isSynced);
      for (let count = 0; count < 50; count += 1) alice.write();
      await waitUntil('bob has them', () => bob.tokenCount() === alice.written.length);
      await work(relay, alice);
    } finally {
      alice.client.close();
      bob.client.close();
      await relay.close();
    }
  }

  it('[R15] SIGTERM: everything received is acknowledged before the closing', async () => {
    await withUnflushedTokens(500, async (relay, alice) => {
      expect(alice.confirmed.length).toBeLessThan(alice.written.length);
      const { exitCode, stopMs, closeCodes, unconfirmedTokens } = await stop(relay, [alice]);
      expect({ exitCode, closeCodes, unconfirmedTokens }).toEqual({
        exitCode: 0,
        closeCodes: [1001],
        unconfirmedTokens: 0,
      });
      expect(stopMs).toBeLessThan(longestStopMs);
    });
  });

  it('[R15] a second SIGTERM ends the relay at once', async () => {
    await withUnflushedTokens(1_500, async (relay) => {
      relay.signal('SIGTERM');
      await waitUntil('it stops', () => relay.output.stdout.includes('relay-draining'));
      relay.signal('SIGTERM');
      await waitUntil('its main thread is gone', () => isMainThreadGone(relay.pid), 1_000);
      expect(await relay.ended()).toBeNull();
    });
  });
});

/** The thread of the disk is held by the injected delay, as it would be by a disk that hangs. */
function isMainThreadGone(pid: number): boolean {
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || /^State:\s+Z/m.test(readFileSync(status, 'utf8'));
}
