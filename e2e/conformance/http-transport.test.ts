import { decodeMessage, encodeMessage, type Message } from '@ecritoire/shared';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { HttpSocket } from '../../client/src/sync/transport/http-socket.ts';
import { createHostileNetwork, type HostileNetwork } from '../support/hostile-network.ts';
import { newDocumentId } from '../support/new-document-id.ts';
import { createRandom } from '../support/random.ts';
import { connectRaw } from '../support/raw-client.ts';
import { type Relay, startRelay } from '../support/relay.ts';
import { waitUntil } from '../support/wait-until.ts';

let relay: Relay;
beforeAll(async () => {
  relay = await startRelay();
  vi.stubGlobal('addEventListener', () => undefined);
  vi.stubGlobal('removeEventListener', () => undefined);
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await relay.close();
});

const firstSeed = Date.now() % 1_000_000;
const wordsEach = 40;
const deadlineMs = 50_000;

/** The client's own socket, over that network, as a peer that remembers what it hears. */
async function connectOverHttp(room: string, { post }: Pick<HostileNetwork, 'post'>) {
  const socket = new HttpSocket(`${relay.syncUrl}/${room}?ext=1`, post);
  const messages: Message[] = [];
  let isOpen = false;
  let closedWith: number | undefined;
  socket.onopen = () => {
    isOpen = true;
  };
  socket.onmessage = ({ data }) => {
    const message = data instanceof ArrayBuffer ? decodeMessage(new Uint8Array(data)) : undefined;
    if (message?.ok !== true) throw new Error('The relay sent what nobody understands');
    messages.push(message.value);
  };
  socket.onclose = ({ code }) => {
    closedWith = code;
  };
  await waitUntil('it is open', () => isOpen || closedWith !== undefined);
  return {
    messages,
    isOpen: () => isOpen,
    closedWith: () => closedWith,
    say: (message: Message) => socket.send(encodeMessage(message) as Uint8Array<ArrayBuffer>),
    close: () => socket.close(),
  };
}

/** Updates of one writer, told apart by their words. */
function updatesOf(writer: string): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (let place = 0; place < wordsEach; place += 1) doc.getText('content').insert(0, `${writer}${place} `);
  return updates;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const heardBy = (messages: readonly Message[]): string[] =>
  messages.flatMap((message) => (message.type === 'update' ? [hexOf(message.update)] : []));
const askForAll: Message = { type: 'sync-step-1', stateVector: Uint8Array.of(0) };

describe('the same frames over HTTP', () => {
  it.each([0, 1, 2, 3].map((place) => firstSeed + place))(
    '[T3][T4] on a hostile network everything arrives once and in order, both ways (seed %i)',
    async (seed) => {
      const random = createRandom(seed);
      const network = createHostileNetwork(random, 0.35);
      const room = newDocumentId();
      const other = await connectRaw(relay.syncUrl, room, '?ext=1');
      other.say(askForAll);
      const peer = await vi.waitFor(
        async () => {
          const connected = await connectOverHttp(room, network);
          if (!connected.isOpen()) throw new Error('The first request is not repeated: the provider tries anew');
          return connected;
        },
        { timeout: 10_000 },
      );
      peer.say(askForAll);
      await waitUntil('both have joined', () => isJoined(other.messages) && isJoined(peer.messages));

      const up = updatesOf('up');
      const down = updatesOf('down');
      for (const [place, update] of up.entries()) {
        peer.say({ type: 'update', update });
        other.say({ type: 'update', update: down[place] ?? update });
        await new Promise((resolve) => setTimeout(resolve, random.below(60)));
      }
      const isDone = () => lastAck(peer.messages) >= wordsEach && heardBy(peer.messages).length >= wordsEach;
      await waitUntil('everything is acknowledged and heard', isDone, deadlineMs);
      await network.settled();
      await other.settled();

      expect(heardBy(other.messages), 'what went up').toEqual(up.map(hexOf));
      expect(heardBy(peer.messages), 'what came down').toEqual(down.map(hexOf));
      // One too many would be a frame that was handled twice: the relay keeps known content from the others.
      expect(lastAck(peer.messages)).toBe(wordsEach);
      expect(peer.closedWith()).toBeUndefined();
      expect([...network.counts.keys()].length, 'kinds of trouble').toBeGreaterThan(4);
      peer.close();
      other.drop();
    },
  );
});

const isJoined = (messages: readonly Message[]): boolean => messages.some(({ type }) => type === 'sync-step-2');
const lastAck = (messages: readonly Message[]): number =>
  messages.findLast((message) => message.type === 'ack')?.frames ?? 0;
