import { encodeMessage, type Message } from '@ecritoire/shared';

/** Whose way of putting the same messages into frames. */
export type Dialect = 'stock' | 'hocuspocus';

/** Where and how the load goes. */
export interface Target {
  readonly port: number;
  /** Of the server, to read what it costs. */
  readonly pid: number;
  readonly dialect: Dialect;
  /** In front of the room, as `/sync/`. */
  readonly path: string;
}

/** Frames of one room in the server's dialect, ready to be written: masked, as those of clients must be. */
export interface Wire {
  readonly path: string;
  /** Bytes in front of the message in each frame: Hocuspocus names the document there. */
  readonly prefixBytes: number;
  /** What a client says first; `undefined` when that is its SyncStep1. */
  readonly greeting: Uint8Array | undefined;
  frame(message: Message): Uint8Array;
}

export function createWire(target: Target, room: string): Wire {
  const name = Buffer.from(room);
  const isStock = target.dialect === 'stock';
  const prefix = isStock ? Buffer.alloc(0) : Buffer.concat([Buffer.of(name.length), name]);
  return {
    path: isStock ? `${target.path}${room}` : '/',
    prefixBytes: prefix.length,
    // Auth, token, an empty one.
    greeting: isStock ? undefined : masked([prefix, Buffer.of(2, 0, 0)]),
    frame: (message) => masked([prefix, encodeMessage(message)]),
  };
}

const binaryFrame = 0x82;
const isMasked = 0x80;
const mask = Buffer.of(0x37, 0xfa, 0x21, 0x3d);

/** One WebSocket message of a client. */
function masked(parts: readonly Uint8Array[]): Uint8Array {
  const payload = Buffer.concat(parts);
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0);
  return Buffer.concat([Buffer.of(binaryFrame), maskedLength(payload.length), mask, payload]);
}

function maskedLength(length: number): Buffer {
  if (length < 126) return Buffer.of(isMasked | length);
  if (length < 65_536) return Buffer.of(isMasked | 126, length >> 8, length & 255);
  const long = Buffer.alloc(9);
  long[0] = isMasked | 127;
  long.writeBigUInt64BE(BigInt(length), 1);
  return long;
}

/** Frames one behind the other, so that any run of them can be written at once. */
export interface FrameRun {
  readonly count: number;
  /** The frames from one place up to another, without a copy. */
  between(first: number, end: number): Uint8Array;
}

export function frameRun(wire: Wire, updates: readonly Uint8Array[]): FrameRun {
  const frames = updates.map((update) => wire.frame({ type: 'update', update }));
  const bytes = Buffer.concat(frames);
  const starts = new Uint32Array(frames.length + 1);
  for (const [index, frame] of frames.entries()) starts[index + 1] = (starts[index] ?? 0) + frame.length;
  return { count: frames.length, between: (first, end) => bytes.subarray(starts[first], starts[end]) };
}
