import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { newFolder, patiently, type RelayProcess, startRelay } from './test-process.ts';

const room = 'stock'.padEnd(22, '-');
const open: WebsocketProvider[] = [];
const running: RelayProcess[] = [];

afterEach(async () => {
  for (const provider of open.splice(0)) provider.destroy();
  await Promise.all(running.splice(0).map((relay) => relay.stop('SIGTERM')));
});

async function start(folder: string, port = '0'): Promise<RelayProcess> {
  const relay = await startRelay(folder, { PORT: port });
  running.push(relay);
  return relay;
}

/** A person with nothing but the published client. */
function join(relay: RelayProcess, doc = new Y.Doc()) {
  const provider = new WebsocketProvider(relay.syncAddress, room, doc, {
    // The stock client was written for the browser's WebSocket; ws is the same to it.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  });
  open.push(provider);
  return { provider, doc, text: doc.getText('content') };
}

describe('the stock y-websocket client', () => {
  it('[R3] [R4] two of them converge, whoever came first and whatever was typed before', async () => {
    const relay = await start(await newFolder());
    const before = new Y.Doc();
    before.getText('content').insert(0, 'Written offline. ');
    const ana = join(relay, before);
    const bob = join(relay);
    await expect.poll(() => bob.text.toString(), patiently).toBe('Written offline. ');
    bob.text.insert(bob.text.length, 'And answered.');
    await expect.poll(() => ana.text.toString(), patiently).toBe('Written offline. And answered.');
    expect([ana.provider.synced, bob.provider.synced]).toEqual([true, true]);
  });

  it('[L1] a restart keeps the document when nobody else is there', async () => {
    const folder = await newFolder();
    const relay = await start(folder);
    const ana = join(relay);
    ana.text.insert(0, 'kept');
    const bob = join(relay);
    await expect.poll(() => bob.text.toString(), patiently).toBe('kept');
    for (const provider of open.splice(0)) provider.destroy();
    await relay.stop('SIGTERM');
    const later = join(await start(folder));
    await expect.poll(() => later.text.toString(), patiently).toBe('kept');
  });

  it('[R3] a client that stays open over a restart comes back, and what it typed meanwhile arrives', async () => {
    const folder = await newFolder();
    const relay = await start(folder);
    const ana = join(relay);
    await expect.poll(() => ana.provider.synced, patiently).toBe(true);
    await relay.stop('SIGTERM');
    ana.text.insert(0, 'typed while the relay was away');
    const bob = join(await start(folder, new URL(relay.address).port));
    await expect.poll(() => bob.text.toString(), patiently).toBe('typed while the relay was away');
  });

  it('[P1] [P3] they see each other come and go', async () => {
    const relay = await start(await newFolder());
    const [ana, bob] = [join(relay), join(relay)];
    ana.provider.awareness.setLocalState({ name: 'Ana' });
    bob.provider.awareness.setLocalState({ name: 'Bob' });
    const seenBy = ({ provider }: typeof ana) =>
      [...provider.awareness.getStates().values()].map((state) => state['name']).sort();
    await expect.poll(() => seenBy(ana), patiently).toEqual(['Ana', 'Bob']);
    await expect.poll(() => seenBy(bob), patiently).toEqual(['Ana', 'Bob']);
    // Without a farewell of its own, as when a laptop is closed.
    (bob.provider.ws as unknown as WebSocket).terminate();
    bob.provider.shouldConnect = false;
    await expect.poll(() => seenBy(ana), patiently).toEqual(['Ana']);
  });
});
