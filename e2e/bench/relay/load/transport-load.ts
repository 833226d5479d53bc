import { setTimeout as delay } from 'node:timers/promises';
import { decodeMessage, encodeMessage } from '@ecritoire/shared';
import { postToSite } from '../../../../client/src/sync/transport/ask-relay.ts';
import { HttpSocket } from '../../../../client/src/sync/transport/http-socket.ts';
import type { TransportSocket } from '../../../../client/src/sync/transport/transport-socket.ts';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { createLatencies, type Latencies } from './latencies.ts';
import { type CpuShares, cpuMeter } from './meter.ts';
import { typeDocument } from './typed-updates.ts';
import type { Target } from './wire.ts';

export const transports = ['websocket', 'http'] as const;

export interface TransportOptions {
  readonly target: Target;
  readonly transport: (typeof transports)[number];
  readonly people: number;
  /** Of each person. */
  readonly lettersPerSecond: number;
  readonly warmUpMs: number;
  readonly ms: number;
}

export interface TransportFigures extends CpuShares {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly deliveriesPerSecond: number;
  readonly serverCpuUsPerDelivery: number;
}

/** People type in one room, each over the client's own socket, in a process that is no browser. */
export async function loadTransport(options: TransportOptions): Promise<TransportFigures> {
  // The page that they would leave.
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
  const { target, people, lettersPerSecond, warmUpMs, ms } = options;
  const letters = Math.ceil(((warmUpMs + ms) / 1_000 + 2) * lettersPerSecond);
  const { base, typists } = typeDocument(people, letters);
  const crew: Crew = { typedAtMs: new Map(), latencies: createLatencies() };
  const url = `ws://127.0.0.1:${target.port}${target.path}${newDocumentId()}?ext=1`;
  const sockets: TransportSocket[] = [];
  for (let place = 0; place < people; place += 1)
    sockets.push(await join(options, url, crew, place === 0 ? base : undefined));
  const stopped = new AbortController();
  const typing = Promise.all(
    sockets.map(async (socket, place) => {
      await delay((1_000 / lettersPerSecond) * (place / people));
      for (const update of typists[place]?.updates ?? []) {
        if (stopped.signal.aborted) return;
        crew.typedAtMs.set(keyOf(update), performance.now());
        say(socket, { type: 'update', update });
        await delay(1_000 / lettersPerSecond);
      }
    }),
  );
  await delay(warmUpMs);
  crew.latencies = createLatencies();
  const meter = cpuMeter(target);
  await delay(ms);
  const spent = meter();
  const { latencies } = crew;
  stopped.abort();
  await typing;
  for (const socket of sockets) socket.close();
  return {
    ...spent.shares,
    p50Ms: latencies.quantile(0.5),
    p99Ms: latencies.quantile(0.99),
    deliveriesPerSecond: (latencies.count / spent.ms) * 1_000,
    serverCpuUsPerDelivery: (spent.serverCpuMs / latencies.count) * 1_000,
  };
}

interface Crew {
  readonly typedAtMs: Map<string, number>;
  latencies: Latencies;
}

/** Resolves when the relay has answered; brings `offer` along. */
async function join(
  { transport }: TransportOptions,
  url: string,
  crew: Crew,
  offer: Uint8Array = Uint8Array.of(0, 0),
): Promise<TransportSocket> {
  const socket: TransportSocket = transport === 'http' ? new HttpSocket(url, postToSite) : openWebSocket(url);
  let hasJoined = false;
  socket.onopen = () => say(socket, { type: 'sync-step-1', stateVector: Uint8Array.of(0) });
  socket.onmessage = ({ data }) => {
    const message = data instanceof ArrayBuffer ? decodeMessage(new Uint8Array(data)) : undefined;
    if (message?.ok !== true) throw new Error('The server sent what nobody understands');
    switch (message.value.type) {
      case 'sync-step-1':
        say(socket, { type: 'sync-step-2', update: offer });
        break;
      case 'sync-step-2':
        hasJoined = true;
        break;
      case 'update': {
        const typedAtMs = crew.typedAtMs.get(keyOf(message.value.update));
        if (typedAtMs !== undefined) crew.latencies.add(performance.now() - typedAtMs);
      }
    }
  };
  await waitUntil('somebody joined', () => hasJoined);
  return socket;
}

function openWebSocket(url: string): TransportSocket {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  return socket;
}

const say = (socket: TransportSocket, message: Parameters<typeof encodeMessage>[0]): void =>
  // lib0 never encodes into shared memory, which is what the wider type would allow.
  socket.send(encodeMessage(message) as Uint8Array<ArrayBuffer>);

const keyOf = (update: Uint8Array): string => Buffer.from(update).toString('latin1');
