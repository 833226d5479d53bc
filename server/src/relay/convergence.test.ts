import { decodeMessage, encodeMessage, type RoomId } from '@ecritoire/shared';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { anyRoom, createTestRelay, settle, type TestPeer } from '../test-relay.ts';
import { createMemoryLog, type MemoryLog } from '../update-log/memory.ts';

/** A small seeded generator (mulberry32): the same seed tells the same story. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

type Relay = ReturnType<typeof createTestRelay>;

/** One person's device: a document that outlives its connections. */
function createDevice(room: RoomId) {
  const doc = new Y.Doc();
  let peer: TestPeer | undefined;
  let heard = 0;
  // How many characters typed here the relay had been sent with each document-bearing frame of this connection:
  // none for sure before the answer to its SyncStep1, which carries what was typed offline (rule A2).
  let typedAtFrame: number[] = [];
  let hasAnswered = false;
  let typed = 0;
  let acknowledged = 0;

  function tell(update: Uint8Array): void {
    peer?.say({ type: 'update', update });
    typedAtFrame.push(hasAnswered ? typed : 0);
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'relay' && peer !== undefined) tell(update);
  });

  return {
    doc,
    /** How many of this device's characters the relay has said to hold. */
    acknowledged: () => acknowledged,
    isOnline: () => peer !== undefined,
    type(character: string, at: number): void {
      typed += 1;
      doc.getText('content').insert(at, character);
    },
    connect(relay: Relay): void {
      peer = relay.connect(room);
      heard = 0;
      typedAtFrame = [];
      hasAnswered = false;
      peer.say({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
    },
    /** What is on the way either way is lost. */
    disconnect(): void {
      peer?.leave();
      peer = undefined;
    },
    listen(): void {
      for (; peer !== undefined && heard < peer.frames().length; heard += 1) {
        const frame = peer.frames()[heard];
        const message = frame === undefined ? undefined : decodeMessage(frame);
        if (message?.ok !== true) throw new Error('unreadable');
        const { value } = message;
        if (value.type === 'sync-step-2' || value.type === 'update') Y.applyUpdate(doc, value.update, 'relay');
        if (value.type === 'sync-step-1') {
          const update = Y.encodeStateAsUpdate(doc, value.stateVector);
          peer.connection?.received(encodeMessage({ type: 'sync-step-2', update }));
          hasAnswered = true;
          typedAtFrame.push(typed);
        }
        if (value.type === 'ack') acknowledged = Math.max(acknowledged, typedAtFrame[value.frames - 1] ?? 0);
      }
    },
  };
}

type Device = ReturnType<typeof createDevice>;

const textOf = (doc: Y.Doc): string => doc.getText('content').toString();

async function play(seed: number): Promise<void> {
  const random = createRandom(seed);
  let log: MemoryLog = createMemoryLog();
  let relay = createTestRelay(log);
  const devices: Device[] = Array.from({ length: 2 + random(3) }, () => createDevice(anyRoom));
  let typed = 0;

  function restartRelay(): void {
    for (const device of devices) device.disconnect();
    // Only what was committed survives.
    log = log.reopened();
    relay = createTestRelay(log);
  }

  /** Everything that is ready happens; a full room speaks a few milliseconds later. */
  async function pass(): Promise<void> {
    await settle();
    relay.advance(5);
    await settle();
  }

  for (let step = 0; step < 60; step += 1) {
    const device = devices[random(devices.length)];
    if (device === undefined) continue;
    const length = textOf(device.doc).length;
    const dice = random(20);
    if (dice < 9) device.type(String.fromCodePoint(0x4e00 + typed++), random(length + 1));
    else if (dice < 11 && length > 0) device.doc.getText('content').delete(random(length), 1);
    else if (dice < 14) device.isOnline() ? device.listen() : device.connect(relay);
    else if (dice < 15) device.disconnect();
    else if (dice < 16) log.hold();
    else if (dice < 17) log.release();
    else if (dice < 18) restartRelay();
    else await pass();
  }

  // Whatever was acknowledged is in the log that a restart finds, even if no device ever comes back.
  for (const device of devices) device.listen();
  // Counted in bytes, not in a document: what a device typed may hang on what another has not sent yet.
  const stored = await log.reopened().contents(anyRoom);
  const storedClocks = stored.ok ? Y.decodeStateVector(stored.value.stateVector) : new Map<number, number>();
  for (const device of devices) {
    const storedCharacters = storedClocks.get(device.doc.clientID) ?? 0;
    expect(storedCharacters, `acknowledged but not stored, seed ${seed}`).toBeGreaterThanOrEqual(device.acknowledged());
  }

  log.release();
  for (const device of devices) if (!device.isOnline()) device.connect(relay);
  for (let turn = 0; turn < 4; turn += 1) {
    await pass();
    for (const device of devices) device.listen();
  }
  const newcomer = createDevice(anyRoom);
  newcomer.connect(relay);
  await pass();
  newcomer.listen();
  for (const device of devices) {
    expect(textOf(device.doc), `seed ${seed}`).toBe(textOf(newcomer.doc));
    expect(device.doc.store.pendingStructs, `seed ${seed}`).toBeNull();
  }
}

describe('convergence', () => {
  it('[R4] [R5] [A2] whatever is lost or restarted, all devices end equal and what was acknowledged is stored', async () => {
    for (let seed = 1; seed <= 120; seed += 1) await play(seed);
  });
});
