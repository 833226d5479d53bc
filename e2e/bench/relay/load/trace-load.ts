import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { loadEditingTrace, sha256 } from '../../../support/editing-trace.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { cpuMeter } from './meter.ts';
import { createPeer, type Peer } from './peer.ts';
import { readDocument } from './reader.ts';
import { createWire, type FrameRun, frameRun, type Target } from './wire.ts';

export interface TraceOptions {
  readonly target: Target;
  readonly room: string;
  readonly isAcknowledged: boolean;
  /** Whoever waits gives up then. */
  readonly deadlineMs: number;
}

export interface TraceFigures {
  readonly name: string;
  readonly updates: number;
  /** Until the socket had taken the last update; `undefined` when the server had not read that much in time. */
  readonly sentMs: number | undefined;
  /** Until the server had said that all is on its disk; `undefined` where it says no such thing. */
  readonly acknowledged: { readonly ms: number; readonly serverCpuMs: number } | undefined;
}

export interface JoinFigures {
  readonly receivedMs: number;
  readonly appliedMs: number;
  readonly bytes: number;
  /** Whether every letter came. */
  readonly isComplete: boolean;
}

interface Typed {
  readonly name: string;
  readonly updates: readonly Uint8Array[];
  readonly sha256: string;
}

const traceText = 'trace';
const framesAtOnce = 256;
const joinQuietMs = 300;

let typed: Typed | undefined;
let author: Peer | undefined;

/** The whole editing trace, each key an update of its own, as fast as the server takes it. The author stays. */
export async function sendTrace({ target, room, isAcknowledged, deadlineMs }: TraceOptions): Promise<TraceFigures> {
  const { name, updates } = await typeTrace();
  const wire = createWire(target, room);
  const frames = frameRun(wire, updates);
  let acknowledged = 0;
  const peer = createPeer({
    target,
    wire,
    hasExtension: isAcknowledged,
    onAck(count) {
      acknowledged = count;
    },
  });
  author = peer;
  await peer.joined;
  const meter = cpuMeter(target);
  const hasSentAll = await Promise.race([sendAll(peer, frames), delay(deadlineMs, false)]);
  const sentMs = hasSentAll ? meter().ms : undefined;
  const figures = { name, updates: updates.length, sentMs };
  if (!isAcknowledged) return { ...figures, acknowledged: undefined };
  // The answer to the server's SyncStep1 is the first frame that counts.
  const isStored = () => acknowledged > frames.count || peer.isGone;
  await waitUntil('all is acknowledged', isStored, deadlineMs);
  if (peer.isGone) throw new Error('The server ended the connection');
  const { ms, serverCpuMs } = meter();
  return { ...figures, acknowledged: { ms, serverCpuMs } };
}

async function sendAll(peer: Peer, frames: FrameRun): Promise<boolean> {
  for (let first = 0; first < frames.count && !peer.isGone; first += framesAtOnce) {
    const isTaken = peer.write(frames.between(first, Math.min(first + framesAtOnce, frames.count)));
    if (!isTaken) await peer.drained();
  }
  return true;
}

export async function leaveTrace(_: object): Promise<void> {
  author?.close();
}

/** A newcomer, who may not get every letter. */
export async function readTrace({
  target,
  room,
  deadlineMs,
}: Omit<TraceOptions, 'isAcknowledged'>): Promise<JoinFigures> {
  const { sha256: wanted } = await typeTrace();
  const isEnough = (doc: Y.Doc) => sha256(doc.getText(traceText).toString()) === wanted;
  const { receivedMs, appliedMs, bytes, isComplete } = await readDocument(target, room, isEnough, {
    quietMs: joinQuietMs,
    deadlineMs,
  });
  return { receivedMs, appliedMs, bytes, isComplete };
}

async function typeTrace(): Promise<Typed> {
  if (typed !== undefined) return typed;
  const trace = await loadEditingTrace();
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText(traceText);
  for (const [position, deleted, inserted] of trace.edits)
    doc.transact(() => {
      if (deleted > 0) text.delete(position, deleted);
      if (inserted !== '') text.insert(position, inserted);
    });
  typed = { name: trace.name, updates, sha256: trace.finalSha256 };
  return typed;
}
