import { setTimeout as delay } from 'node:timers/promises';
import * as Y from 'yjs';
import { createPeer } from './peer.ts';
import { createWire, type Target } from './wire.ts';

/** What a newcomer was given. */
export interface Read {
  /** From the connection to the last byte of the document. */
  readonly receivedMs: number;
  /** What a real document then takes to apply it. */
  readonly appliedMs: number;
  /** Everything that came on the socket. */
  readonly bytes: number;
  readonly doc: Y.Doc;
  /** Whether it became what was asked for in time. */
  readonly isComplete: boolean;
}

/** When to stop reading. */
export interface Patience {
  /** Nothing came for so long. */
  readonly quietMs: number;
  readonly deadlineMs: number;
}

const usualPatience: Patience = { quietMs: 300, deadlineMs: 30_000 };

/**
 * Joins as somebody who has nothing. Applies only when nothing has come for a while, so that the client's work is not
 * taken for the server's, and goes on until `isEnough`: a stock server calls it synchronised before it has read its
 * disk.
 */
export async function readDocument(
  target: Target,
  room: string,
  isEnough: (doc: Y.Doc) => boolean,
  { quietMs, deadlineMs } = usualPatience,
): Promise<Read> {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  const startedAtMs = performance.now();
  let lastAtMs = startedAtMs;
  let appliedMs = 0;
  const peer = createPeer({
    target,
    wire: createWire(target, room),
    onDocument(update) {
      lastAtMs = performance.now();
      updates.push(Uint8Array.from(update));
    },
  });
  try {
    await peer.joined;
    for (;;) {
      await delay(quietMs / 3);
      const isLate = performance.now() - startedAtMs > deadlineMs;
      if (performance.now() - lastAtMs < quietMs && !isLate) continue;
      const startMs = performance.now();
      for (const update of updates.splice(0)) Y.applyUpdate(doc, update);
      appliedMs += performance.now() - startMs;
      const isComplete = isEnough(doc);
      if (isComplete || isLate)
        return { receivedMs: lastAtMs - startedAtMs, appliedMs, bytes: peer.receivedBytes, doc, isComplete };
    }
  } finally {
    peer.close();
  }
}
