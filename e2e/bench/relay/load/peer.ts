import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Message } from '@ecritoire/shared';
import { createFrameWalker } from './frame-walker.ts';
import { type RunHandler, readRuns } from './update-runs.ts';
import type { Target, Wire } from './wire.ts';

/** One client on a bare socket: it does the real handshake and counts, and holds no document. */
export interface Peer {
  /** Settles when the server has answered the SyncStep1; rejects when the connection ends before. */
  readonly joined: Promise<void>;
  /** Payload of all Updates and SyncStep2 so far. */
  readonly documentBytes: number;
  readonly receivedBytes: number;
  /** Whether the server ended the connection. */
  readonly isGone: boolean;
  /** False when the transport is full; `drained` then tells when to go on. */
  write(frames: Uint8Array): boolean;
  drained(): Promise<void>;
  close(): void;
}

export interface PeerOptions {
  readonly target: Target;
  readonly wire: Wire;
  readonly hasExtension?: boolean;
  /** What the server lacks: the answer to its SyncStep1. */
  readonly offer?: Uint8Array;
  /** Told which letters each live update brings. */
  readonly onRun?: RunHandler;
  readonly onAck?: (frames: number) => void;
  /** Given every update whole, as in `message`: for a reader that applies them. */
  readonly onDocument?: (update: Uint8Array) => void;
}

const emptyUpdate = Uint8Array.of(0, 0);
const emptyStateVector = Uint8Array.of(0);
const pong = Uint8Array.of(0x8a, 0x80, 0, 0, 0, 0);
const headEnd = Buffer.from('\r\n\r\n');
// One buffer for all sockets: what is left of a read when the next one comes was copied.
const readBuffer = Buffer.allocUnsafe(256 * 1024);

export function createPeer(options: PeerOptions): Peer {
  const { target, wire, hasExtension = false, offer = emptyUpdate, onRun, onAck, onDocument } = options;
  const readsUpdates = onRun !== undefined || onDocument !== undefined;
  const joined = Promise.withResolvers<void>();
  // Whoever does not wait for the join learns of the end by `isGone`.
  joined.promise.catch(() => undefined);
  let documentBytes = 0;
  let receivedBytes = 0;
  let isGone = false;
  let head: Buffer | undefined = Buffer.alloc(0);
  let pieces: { readonly parts: Buffer[]; size: number } | undefined;

  const say = (message: Message) => socket.write(wire.frame(message));
  const askForDocument = () => say({ type: 'sync-step-1', stateVector: emptyStateVector });

  function synced(bytes: Buffer, at: number, end: number, size: number): void {
    const subtype = bytes[at];
    if (subtype === 0) {
      say({ type: 'sync-step-2', update: offer });
      return;
    }
    documentBytes += size;
    const start = bodyStart(bytes, at + 1);
    if (onDocument !== undefined) onDocument(bytes.subarray(start, end));
    else if (subtype === 2 && onRun !== undefined) readRuns(bytes, start, onRun);
    if (subtype === 1) joined.resolve();
  }

  function received(bytes: Buffer, start: number, end: number, size: number): void {
    const at = start + wire.prefixBytes;
    const type = bytes[at];
    if (type === 0 || type === 4) synced(bytes, at + 1, end, size);
    else if (type === 110 && bytes[at + 2] === 2) onAck?.(readNumber(bytes, at + 3));
    else if (type === 2 && bytes[at + 1] === 2) askForDocument();
  }

  function piece(isLast: boolean, part: Buffer, size: number): void {
    pieces ??= { parts: [], size: 0 };
    // Of a message that nobody reads whole, the first bytes say what it is.
    if (readsUpdates || pieces.parts.length === 0) pieces.parts.push(Buffer.from(part));
    pieces.size += size;
    if (!isLast) return;
    const whole = Buffer.concat(pieces.parts);
    const wholeSize = pieces.size;
    pieces = undefined;
    received(whole, 0, whole.length, wholeSize);
  }

  const walk = createFrameWalker((first, bytes, start, end, size) => {
    const opcode = first & 15;
    if (first === 0x82) received(bytes, start, end, size);
    else if (opcode === 2 || opcode === 0) piece((first & 128) !== 0, bytes.subarray(start, end), size);
    else if (opcode === 9) socket.write(pong);
    else if (opcode === 8) gone('closed by the server');
  }, readsUpdates);

  function readHead(read: Buffer, length: number): void {
    const joinedHead = Buffer.concat([head ?? Buffer.alloc(0), read.subarray(0, length)]);
    head = joinedHead;
    const end = joinedHead.indexOf(headEnd);
    if (end < 0) return;
    head = undefined;
    if (!joinedHead.toString('latin1', 0, 12).endsWith('101')) {
      gone('the upgrade was refused');
      return;
    }
    if (wire.greeting === undefined) askForDocument();
    else socket.write(wire.greeting);
    walk(joinedHead.subarray(end + headEnd.length), joinedHead.length - end - headEnd.length);
  }

  function gone(why: string): void {
    isGone = true;
    joined.reject(new Error(`The connection ended before the join was answered: ${why}`));
  }

  const socket = connect({
    host: '127.0.0.1',
    port: target.port,
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback(length) {
        receivedBytes += length;
        if (head === undefined) walk(readBuffer, length);
        else readHead(readBuffer, length);
        return true;
      },
    },
  });
  socket.on('connect', () => socket.write(upgradeRequest(wire.path + (hasExtension ? '?ext=1' : ''))));
  socket.on('error', (error) => gone(error.message));
  socket.on('close', () => gone('the transport closed'));

  return {
    joined: joined.promise,
    get documentBytes() {
      return documentBytes;
    },
    get receivedBytes() {
      return receivedBytes;
    },
    get isGone() {
      return isGone;
    },
    write: (frames) => socket.write(frames),
    drained: () =>
      new Promise((resolve) => {
        socket.once('drain', resolve);
        socket.once('close', resolve);
      }),
    close: () => socket.destroy(),
  };
}

const upgradeRequest = (path: string): string =>
  [
    `GET ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    '\r\n',
  ].join('\r\n');

/** Where the bytes begin that a `varUint` length announces. */
function bodyStart(bytes: Buffer, at: number): number {
  let start = at;
  while ((bytes[start] ?? 0) >= 128) start += 1;
  return start + 1;
}

function readNumber(bytes: Buffer, at: number): number {
  let value = 0;
  for (let place = at, scale = 1; ; place += 1, scale *= 128) {
    const byte = bytes[place] ?? 0;
    value += (byte & 127) * scale;
    if (byte < 128) return value;
  }
}
