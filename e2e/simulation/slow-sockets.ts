import assert from 'node:assert/strict';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { encodeMessage, pingEveryMs, slowConsumerDeadlineMs } from '@ecritoire/shared';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { type AckingClient, createAckingClient } from '../support/acking-client.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { clientFrame, openUpgraded } from '../support/raw-socket.ts';
import { createRecordedLine } from '../support/recorded-line.ts';
import { startRelay } from '../support/relay.ts';
import { residentBytes, waitForMetric } from '../support/relay-metrics.ts';
import { openThrottledLine } from '../support/throttled-line.ts';
import { waitUntil } from '../support/wait-until.ts';

// More than the system itself keeps for a reader on this machine, or slow would not show.
const documentBytes = 12 * 2 ** 20;
const slowBytesPerSecond = 20_000;
const maxGrowthBytes = 200 * 2 ** 20;
const patienceMs = 40_000;
// Two missed, and the third that is not sent any more.
const reapedWithinMs = 3 * pingEveryMs + patienceMs;

/**
 * Minutes of real time with peers that hardly read, do not read, or are not there any more, while somebody writes.
 * Throws on what `docs/protocol.md` R8 and R12 do not allow; resolves to one line that says what was seen.
 */
export async function outlastSlowSockets(): Promise<string> {
  const relay = await startRelay();
  const room = newDocumentId();
  const writer = createAckingClient({ syncUrl: relay.syncUrl, room });
  const line = await openThrottledLine(relay.port, slowBytesPerSecond);
  const slow = createAckingClient({ syncUrl: `ws://127.0.0.1:${line.port}/sync`, room });
  const silent = connectWithoutPresence(relay.syncUrl, newDocumentId());
  const gone: Socket[] = [];
  let typing: NodeJS.Timeout | undefined;
  try {
    await fill(writer);
    const before = residentBytes(relay);
    typing = setInterval(() => writer.doc.getText('content').insert(0, 'live '), 200);
    slow.connect();
    // The second in a room of its own, where nothing waits for it: it is found out by its silence alone.
    for (const where of [room, newDocumentId()]) {
      const dead = await openUpgraded(relay, where);
      gone.push(dead);
      dead.write(clientFrame(2, true, askForEverything));
      dead.pause();
    }
    await waitForMetric(relay, connections, 5);
    const startedAt = performance.now();
    const elapsedMs = () => Math.round(performance.now() - startedAt);

    await waitForMetric(relay, connections, 4, reapedWithinMs);
    const reapedAfterMs = elapsedMs();
    assert.ok(reapedAfterMs >= 2 * pingEveryMs, `who was gone was dropped after ${reapedAfterMs} ms already`);
    await waitForMetric(relay, connections, 3, slowConsumerDeadlineMs + patienceMs);
    const droppedAfterMs = elapsedMs();
    assert.ok(droppedAfterMs >= slowConsumerDeadlineMs - 1_000, `dropped after ${droppedAfterMs} ms already`);
    assert.ok(residentBytes(relay) - before < maxGrowthBytes, `grew by ${residentBytes(relay) - before} bytes`);
    // Longer than either clock, so that who reads slowly was judged by both.
    await delay(Math.max(0, 1.5 * slowConsumerDeadlineMs - elapsedMs()));
    line.release();
    clearInterval(typing);
    await waitUntil('who read slowly has everything', () => slow.isSynced && isSame(slow.doc, writer.doc), 60_000);
    assert.equal(line.connectionCount(), 1, 'who reads slowly was dropped');
    assert.equal(silent.drops(), 0, 'who says nothing was dropped');
    return `Slow sockets: one that read nothing dropped after ${droppedAfterMs} ms, one that was gone after ${reapedAfterMs} ms, one at ${slowBytesPerSecond} bytes/s kept, as was one that says nothing, for ${elapsedMs()} ms`;
  } finally {
    clearInterval(typing);
    for (const open of [silent, slow, writer]) open.close();
    // Paused, they never see their end.
    for (const socket of gone) socket.destroy();
    await relay.close();
    await line.close();
  }
}

const connections = 'ecritoire_connections';
const askForEverything = encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });

const isSame = (left: Y.Doc, right: Y.Doc): boolean =>
  left.getText('content').toString() === right.getText('content').toString();

/** Resolves when a large document is on the relay's disk. */
async function fill(writer: AckingClient): Promise<void> {
  writer.connect();
  await waitUntil('the writer has joined', () => writer.isSynced);
  const chunkBytes = 2 ** 20;
  for (let bytes = 0; bytes < documentBytes; bytes += chunkBytes)
    writer.doc.getText('other').insert(0, 'x'.repeat(chunkBytes));
  await waitUntil('the document is safe', () => writer.confirmed === writer.written, 60_000);
}

/** A stock reader who shows nothing of itself, and so says no word after its join. */
function connectWithoutPresence(syncUrl: string, room: string) {
  const provider = new WebsocketProvider(syncUrl, room, new Y.Doc(), {
    WebSocketPolyfill: createRecordedLine().WebSocket,
    disableBc: true,
  });
  provider.awareness.setLocalState(null);
  let drops = 0;
  provider.on('connection-close', () => {
    drops += 1;
  });
  return {
    drops: () => drops,
    close() {
      provider.destroy();
      // Its awareness ends with the document, and would keep the process alive.
      provider.doc.destroy();
    },
  };
}
