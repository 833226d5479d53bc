import { decodeMessage, documentIdFromBytes, encodeMessage, type Message, type RoomId } from '@ecritoire/shared';
import * as Y from 'yjs';
import type { Connection } from './relay/connection.ts';
import type { PeerSocket } from './relay/delivery.ts';
import type { RelayEvents } from './relay/relay-events.ts';
import { createRooms } from './relay/rooms.ts';
import { createMemoryLog, type MemoryLog } from './update-log/memory.ts';

/** The relay of a test: real rooms, a log in memory, a clock that the test turns. */
export function createTestRelay(log: MemoryLog = createMemoryLog()) {
  let nowMs = 0;
  const observed: string[] = [];
  const note =
    (name: keyof RelayEvents) =>
    (detail?: unknown): void => {
      observed.push(detail === undefined ? name : `${name}:${String(detail)}`);
    };
  const events: RelayEvents = {
    roomOpened: note('roomOpened'),
    roomClosed: note('roomClosed'),
    connectionOpened: note('connectionOpened'),
    connectionClosed: note('connectionClosed'),
    knownFrameReceived: note('knownFrameReceived'),
    updatesDelivered: note('updatesDelivered'),
    peerSlowedDown: note('peerSlowedDown'),
    peerFellBehind: note('peerFellBehind'),
    documentFrameReceived: note('documentFrameReceived'),
    frameRejected: note('frameRejected'),
    frameAcknowledged: () => note('frameAcknowledged')(),
    roomReadFailed: note('roomReadFailed'),
  };
  const timers: { readonly dueAtMs: number; readonly run: () => void }[] = [];
  const afterMs = (delayMs: number, run: () => void): void => {
    timers.push({ dueAtMs: nowMs + delayMs, run });
  };
  const rooms = createRooms({
    log,
    events,
    now: () => nowMs,
    atEndOfTurn: process.nextTick,
    atNextTurn: setImmediate,
    afterMs,
  });
  return {
    log,
    rooms,
    observed,
    advance(ms: number): void {
      nowMs += ms;
      for (const timer of timers.splice(0)) {
        if (timer.dueAtMs <= nowMs) timer.run();
        else timers.push(timer);
      }
      rooms.sweep();
    },
    connect: (room: RoomId = anyRoom, hasExtension = true) => connectPeer(rooms.connect, room, hasExtension),
  };
}

/** A room that exists in every test. */
export const anyRoom: RoomId = documentIdFromBytes(new Uint8Array(16));

export type TestPeer = ReturnType<typeof connectPeer>;

function connectPeer(
  connect: (room: RoomId, socket: PeerSocket, hasExtension: boolean) => Connection | undefined,
  room: RoomId,
  hasExtension: boolean,
) {
  const received: Uint8Array[] = [];
  const writes: number[] = [];
  let unsent: Uint8Array[] = [];
  let closedWith: number | undefined;
  let pings = 0;
  let isReading = true;
  let isPaused = false;
  const socket: PeerSocket = {
    write(chunk) {
      received.push(chunk);
      writes.push(messagesIn(chunk).length);
      if (!isReading) unsent.push(chunk);
    },
    unsentBytes: () => unsent.reduce((sum, { length }) => sum + length, 0),
    pause: () => {
      isPaused = true;
    },
    resume: () => {
      isPaused = false;
    },
    ping: () => {
      pings += 1;
      if (!isReading) unsent.push(new Uint8Array(2));
    },
    close: (code) => {
      closedWith = code;
    },
    terminate: () => {
      closedWith = 1006;
    },
  };
  const frames = (): Uint8Array[] => messagesIn(Buffer.concat(received));
  const connection = connect(room, socket, hasExtension);
  return {
    connection,
    /** Whole messages in each write to the transport. */
    writes,
    closedWith: () => closedWith,
    pings: () => pings,
    isPaused: () => isPaused,
    /** What the transport was given and the peer has not read. */
    waitingBytes: () => unsent.reduce((sum, { length }) => sum + length, 0),
    frames,
    messages: (): Message[] => frames().map(decoded),
    messagesOf: <T extends Message['type']>(type: T): Extract<Message, { type: T }>[] =>
      frames()
        .map(decoded)
        .filter((message): message is Extract<Message, { type: T }> => message.type === type),
    say: (message: Message): void => connection?.received(encodeMessage(message)),
    sayBytes: (...bytes: readonly number[]): void => connection?.received(Uint8Array.from(bytes)),
    /** From now on the peer takes nothing from its transport. */
    stopReading: (): void => {
      isReading = false;
    },
    /** The transport takes the oldest chunks that wait. */
    take(count: number): void {
      unsent = unsent.slice(count);
      connection?.drained();
    },
    leave: (): void => connection?.transportClosed(),
  };
}

/** The WebSocket messages in bytes that a server wrote, put together from their frames (RFC 6455, section 5). */
function messagesIn(bytes: Uint8Array): Uint8Array[] {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const messages: Uint8Array[] = [];
  let pieces: Uint8Array[] = [];
  for (let at = 0; at < view.length; ) {
    const isFinal = (view.readUInt8(at) & 0x80) !== 0;
    const short = view.readUInt8(at + 1);
    const length =
      short < 126 ? short : short === 126 ? view.readUInt16BE(at + 2) : Number(view.readBigUInt64BE(at + 2));
    const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10);
    at = start + length;
    pieces.push(view.subarray(start, at));
    if (!isFinal) continue;
    messages.push(Buffer.concat(pieces));
    pieces = [];
  }
  return messages;
}

function decoded(frame: Uint8Array): Message {
  const message = decodeMessage(frame);
  if (!message.ok) throw new Error('The relay sent a frame that nobody understands');
  return message.value;
}

export const emptyUpdate = Uint8Array.of(0, 0);

/** One update per word, all by one client. */
export function updatesTyping(...words: readonly string[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const word of words) doc.getText('content').insert(doc.getText('content').length, word);
  return updates;
}

export const updateTyping = (word: string): Uint8Array => updatesTyping(word)[0] ?? emptyUpdate;

/** The text that a peer was sent. */
export function textOf(peer: TestPeer): string {
  const doc = new Y.Doc();
  for (const message of peer.messages())
    if (message.type === 'sync-step-2' || message.type === 'update') Y.applyUpdate(doc, message.update);
  return doc.getText('content').toString();
}

/** Says what a newcomer says. */
export const join = (peer: TestPeer): void => peer.say({ type: 'sync-step-1', stateVector: Uint8Array.of(0) });

/** Lets everything that is ready happen: promises, and the ends of a few turns. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
