import * as Y from 'yjs';
import { waitUntil } from '../../../support/wait-until.ts';
import { createPeer } from './peer.ts';
import { createWire, type Target } from './wire.ts';

/** What a newcomer with a real document was given. */
export interface Read {
  /** From the connection to the complete text. */
  readonly ms: number;
  /** Everything that came on the socket. */
  readonly bytes: number;
  readonly doc: Y.Doc;
}

const readDeadlineMs = 120_000;

/**
 * Joins as somebody who has nothing and applies what comes until `isComplete`. To be told that the answer was all is
 * not asked: a stock server says so before it has read its disk. Throws when it does not become complete.
 */
export async function readDocument(target: Target, room: string, isComplete: (doc: Y.Doc) => boolean): Promise<Read> {
  const doc = new Y.Doc();
  const startedAtMs = performance.now();
  const peer = createPeer({
    target,
    wire: createWire(target, room),
    onDocument: (update) => Y.applyUpdate(doc, update),
  });
  try {
    await peer.joined;
    await waitUntil('the newcomer has everything', () => isComplete(doc), readDeadlineMs);
    return { ms: performance.now() - startedAtMs, bytes: peer.receivedBytes, doc };
  } finally {
    peer.close();
  }
}
