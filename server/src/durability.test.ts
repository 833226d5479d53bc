import { decodeMessage, encodeMessage } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { newFolder, patiently, type RelayProcess, startRelay } from './test-process.ts';

const room = 'durable'.padEnd(22, '_');

const maxUnacknowledged = 2000;

/** Types words without pause and remembers which of them the relay acknowledged. */
async function typeUnderLoad(relay: RelayProcess, name: string) {
  const socket = new WebSocket(`${relay.syncAddress}/${room}?ext=1`);
  const doc = new Y.Doc();
  const words = doc.getMap('words');
  const sent: string[] = [];
  let acknowledged = 0;
  let isTyping = true;
  doc.on('update', (update: Uint8Array) => socket.send(encodeMessage({ type: 'update', update })));
  socket.on('message', (frame: Buffer) => {
    const message = decodeMessage(frame);
    if (message.ok && message.value.type === 'ack') acknowledged = message.value.frames;
  });
  socket.on('error', () => socket.terminate());
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      isTyping = false;
      resolve();
    });
  });
  await new Promise((resolve) => socket.once('open', resolve));
  const type = (): void => {
    if (!isTyping || socket.readyState !== WebSocket.OPEN) return;
    // Without pause, but not without end: what waits for its acknowledgement is bounded.
    for (let count = 0; count < 10 && sent.length - acknowledged < maxUnacknowledged; count += 1) {
      const word = `${name}-${sent.length}`;
      sent.push(word);
      words.set(word, true);
    }
    setImmediate(type);
  };
  type();
  return { closed, acknowledged: () => sent.slice(0, acknowledged) };
}

/** What a newcomer reads. */
function read(relay: RelayProcess): Promise<Set<string>> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${relay.syncAddress}/${room}`);
    const doc = new Y.Doc();
    socket.on('open', () => {
      socket.send(encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) }));
      // Answered in order: when this comes back, everything before it is here.
      socket.send(encodeMessage({ type: 'sync-step-1', stateVector: Uint8Array.of(0) }));
    });
    let answers = 0;
    socket.on('message', (frame: Buffer) => {
      const message = decodeMessage(frame);
      if (!message.ok) return;
      if (message.value.type === 'sync-step-2' || message.value.type === 'update')
        Y.applyUpdate(doc, message.value.update);
      if (message.value.type === 'sync-step-2') answers += 1;
      if (answers < 2) return;
      socket.terminate();
      resolve(new Set(doc.getMap('words').keys()));
    });
  });
}

// The short form of e2e/faults, for `pnpm check`.
describe('durability', () => {
  it('[A2] [L1] after SIGKILL at any moment under load every acknowledged word is there', async () => {
    const folder = await newFolder();
    const acknowledged: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const relay = await startRelay(folder);
      const typists = await Promise.all([typeUnderLoad(relay, `${round}a`), typeUnderLoad(relay, `${round}b`)]);
      // The moment differs from round to round, and each round has acknowledged something.
      await expect
        .poll(() => typists.every((typist) => typist.acknowledged().length > 300 * (round + 1)), patiently)
        .toBe(true);
      await relay.stop('SIGKILL');
      await Promise.all(typists.map((typist) => typist.closed));
      for (const typist of typists) acknowledged.push(...typist.acknowledged());
    }
    const relay = await startRelay(folder);
    const stored = await read(relay);
    expect(acknowledged.filter((word) => !stored.has(word))).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(1500);
    expect(await relay.stop('SIGTERM')).toBe(0);
  });
});
