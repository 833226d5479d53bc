import { decodeMessage, documentIdFromBytes, encodeMessage, type Message, type RoomId } from '@ecritoire/shared';
import type { Connection } from './relay/connection.ts';
import type { PeerSocket } from './relay/fan-out.ts';
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
    documentFrameReceived: note('documentFrameReceived'),
    frameRejected: note('frameRejected'),
    frameAcknowledged: () => note('frameAcknowledged')(),
    roomReadFailed: note('roomReadFailed'),
  };
  const rooms = createRooms({ log, events, now: () => nowMs, atEndOfTurn: setImmediate });
  return {
    log,
    rooms,
    observed,
    advance(ms: number): void {
      nowMs += ms;
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
  const frames: Uint8Array[] = [];
  const writes: number[] = [];
  let pieces: Uint8Array[] = [];
  let corked = 0;
  let closedWith: number | undefined;
  let pings = 0;
  let isReading = true;
  let untaken: (() => void)[] = [];
  const socket: PeerSocket = {
    send(piece, isLast, written) {
      pieces.push(piece.slice());
      if (isLast) {
        frames.push(Buffer.concat(pieces));
        pieces = [];
        corked += 1;
      }
      if (isReading) setImmediate(written);
      else untaken.push(written);
    },
    cork: () => {
      corked = 0;
    },
    uncork: () => {
      writes.push(corked);
    },
    ping: () => {
      pings += 1;
    },
    close: (code) => {
      closedWith = code;
    },
    terminate: () => {
      closedWith = 1006;
    },
  };
  const connection = connect(room, socket, hasExtension);
  return {
    connection,
    /** Frames per write to the transport. */
    writes,
    closedWith: () => closedWith,
    pings: () => pings,
    frames: () => frames,
    messages: (): Message[] => frames.map(decoded),
    messagesOf: <T extends Message['type']>(type: T): Extract<Message, { type: T }>[] =>
      frames.map(decoded).filter((message): message is Extract<Message, { type: T }> => message.type === type),
    say: (message: Message): void => connection?.received(encodeMessage(message)),
    sayBytes: (...bytes: readonly number[]): void => connection?.received(Uint8Array.from(bytes)),
    /** From now on the peer takes nothing from its transport. */
    stopReading: (): void => {
      isReading = false;
    },
    /** The transport takes the oldest pieces that wait. */
    take(count: number): void {
      const taken = untaken.slice(0, count);
      untaken = untaken.slice(count);
      for (const written of taken) written();
    },
    leave: (): void => connection?.transportClosed(),
  };
}

function decoded(frame: Uint8Array): Message {
  const message = decodeMessage(frame);
  if (!message.ok) throw new Error('The relay sent a frame that nobody understands');
  return message.value;
}

/** Lets everything that is ready happen: promises, and the ends of a few turns. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
