import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { createPeer } from './peer.ts';
import { typeDocument } from './typed-updates.ts';
import { createWire, type Target, type Wire } from './wire.ts';

/** What a hostile client repeats as fast as its socket takes it. */
export const floods = ['updates', 'state vectors', 'awareness'] as const;
export type Flood = (typeof floods)[number];

export interface FloodOptions {
  readonly target: Target;
  readonly flood: Flood;
  readonly ms: number;
}

export interface FloodFigures {
  readonly framesSent: number;
  /** Whether the server ended the connection. */
  readonly isExpelled: boolean;
}

const framesInBlock = 2_000;
const framesAtOnce = 200;

/** Floods a room of its own, in which one other person reads along. */
export async function loadFlood({ target, flood, ms }: FloodOptions): Promise<FloodFigures> {
  const wire = createWire(target, newDocumentId());
  const { base, typists } = typeDocument(1, framesInBlock);
  const hostile = createPeer({ target, wire, offer: base });
  await hostile.joined;
  const reader = createPeer({ target, wire });
  await reader.joined;
  const frames = framesOf(flood, wire, typists[0]?.updates ?? []);
  const untilMs = performance.now() + ms;
  let framesSent = 0;
  for (let at = 0; performance.now() < untilMs && !hostile.isGone; at = (at + framesAtOnce) % framesInBlock) {
    const isTaken = hostile.write(Buffer.concat(frames.slice(at, at + framesAtOnce)));
    framesSent += framesAtOnce;
    // A server that reads no more is a server that defends itself: then the flood waits.
    if (!isTaken) await Promise.race([hostile.drained(), delay(Math.max(0, untilMs - performance.now()))]);
    else await delay(0);
  }
  const isExpelled = hostile.isGone;
  hostile.close();
  reader.close();
  return { framesSent, isExpelled };
}

function framesOf(flood: Flood, wire: Wire, updates: readonly Uint8Array[]): readonly Uint8Array[] {
  switch (flood) {
    case 'updates':
      return updates.map((update) => wire.frame({ type: 'update', update }));
    case 'state vectors':
      return updates.map(() => wire.frame({ type: 'sync-step-1', stateVector: Y.encodeStateVector(new Y.Doc()) }));
    case 'awareness':
      return updates.map((_, clock) => wire.frame({ type: 'awareness', update: awarenessOf(clock + 1) }));
    default:
      throw new Error(`No such flood: ${flood satisfies never}`);
  }
}

const hostileClientId = 1_000;

/** One client's state, with a clock that every frame raises. */
function awarenessOf(clock: number): Uint8Array {
  const state = Buffer.from(JSON.stringify({ user: { name: 'Mallory' }, at: clock }));
  return Buffer.concat([Buffer.of(1), varUint(hostileClientId), varUint(clock), varUint(state.length), state]);
}

function varUint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest & 127) | 128);
  return Buffer.from([...bytes, rest]);
}
