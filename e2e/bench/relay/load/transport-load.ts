import { setTimeout as delay } from 'node:timers/promises';
import { decodeMessage, encodeMessage } from '@ecritoire/shared';
import { postToSite } from '../../../../client/src/sync/transport/ask-relay.ts';
import { HttpSocket } from '../../../../client/src/sync/transport/http-socket.ts';
import type { TransportSocket } from '../../../../client/src/sync/transport/transport-socket.ts';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { createLatencies } from './latencies.ts';
import { type CpuShares, cpuMeter } from './meter.ts';
import { type Typist, typeDocument } from './typed-updates.ts';
import type { Target } from './wire.ts';

export const transports = ['websocket', 'http'] as const;

export interface TransportOptions {
  readonly target: Target;
  readonly transport: (typeof transports)[number];
  readonly rooms: number;
  /** In each room. */
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

interface Person {
  readonly socket: TransportSocket;
  readonly updates: Typist['updates'];
  /** When each letter of the room was typed. */
  readonly typedAtMs: Map<string, number>;
}

type Arrived = (typedAtMs: number) => void;

/** People type in rooms, each over the client's own socket, in a process that is no browser. */
export async function loadTransport(options: TransportOptions): Promise<TransportFigures> {
  // The page that they would leave.
  Object.assign(globalThis, { addEventListener: () => undefined, removeEventListener: () => undefined });
  const { target, rooms, warmUpMs, ms } = options;
  let latencies = createLatencies();
  const arrived: Arrived = (typedAtMs) => latencies.add(performance.now() - typedAtMs);
  const people: Person[] = [];
  for (let room = 0; room < rooms; room += 1) people.push(...(await gather(options, arrived)));
  const stopped = new AbortController();
  const typing = Promise.all(people.map((person) => type(person, options, stopped.signal)));
  await delay(warmUpMs);
  latencies = createLatencies();
  const meter = cpuMeter(target);
  await delay(ms);
  const spent = meter();
  const { count } = latencies;
  const [p50Ms, p99Ms] = [latencies.quantile(0.5), latencies.quantile(0.99)];
  stopped.abort();
  await typing;
  for (const { socket } of people) socket.close();
  return {
    ...spent.shares,
    p50Ms,
    p99Ms,
    deliveriesPerSecond: (count / spent.ms) * 1_000,
    serverCpuUsPerDelivery: (spent.serverCpuMs / count) * 1_000,
  };
}

/** The people of one more room; the first brings the document along. */
async function gather(options: TransportOptions, arrived: Arrived): Promise<Person[]> {
  const { target, transport, people, lettersPerSecond, warmUpMs, ms } = options;
  const letters = Math.ceil(((warmUpMs + ms) / 1_000 + 2) * lettersPerSecond);
  const { base, typists } = typeDocument(people, letters);
  const url = `ws://127.0.0.1:${target.port}${target.path}${newDocumentId()}?ext=1`;
  const typedAtMs = new Map<string, number>();
  const gathered: Person[] = [];
  for (const [place, { updates }] of typists.entries()) {
    const socket: TransportSocket = transport === 'http' ? new HttpSocket(url, postToSite) : openWebSocket(url);
    await join(socket, place === 0 ? base : Uint8Array.of(0, 0), (update) => {
      const atMs = typedAtMs.get(keyOf(update));
      if (atMs !== undefined) arrived(atMs);
    });
    gathered.push({ socket, updates, typedAtMs });
  }
  return gathered;
}

/** Resolves when the relay has answered; `offer` is what it lacks. */
async function join(
  socket: TransportSocket,
  offer: Uint8Array,
  updateReceived: (update: Uint8Array) => void,
): Promise<void> {
  let hasJoined = false;
  socket.onopen = () => say(socket, { type: 'sync-step-1', stateVector: Uint8Array.of(0) });
  socket.onmessage = ({ data }) => {
    const message = data instanceof ArrayBuffer ? decodeMessage(new Uint8Array(data)) : undefined;
    if (message?.ok !== true) throw new Error('The server sent what nobody understands');
    const { value } = message;
    if (value.type === 'sync-step-1') say(socket, { type: 'sync-step-2', update: offer });
    if (value.type === 'sync-step-2') hasJoined = true;
    if (value.type === 'update') updateReceived(value.update);
  };
  await waitUntil('somebody joined', () => hasJoined);
}

async function type(person: Person, { lettersPerSecond }: TransportOptions, stopped: AbortSignal): Promise<void> {
  // Nobody waits for the others.
  await delay(Math.random() * (1_000 / lettersPerSecond));
  for (const update of person.updates) {
    if (stopped.aborted) return;
    person.typedAtMs.set(keyOf(update), performance.now());
    say(person.socket, { type: 'update', update });
    await delay(1_000 / lettersPerSecond);
  }
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
