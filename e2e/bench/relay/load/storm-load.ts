import { setTimeout as delay } from 'node:timers/promises';
import { newDocumentId } from '../../../support/new-document-id.ts';
import { writeLargeDocument } from './large-document.ts';
import { createPeer, type Peer } from './peer.ts';
import { createWire, type Target } from './wire.ts';

export interface StormOptions {
  readonly target: Target;
  readonly clients: number;
}

export interface StormFigures {
  readonly documentBytes: number;
  /** From the first connection until the last client had the document. */
  readonly ms: number;
  /** Connections that the server ended before the answer, so that the client had to come again. */
  readonly refusals: number;
}

const uploadSettlesMs = 1_000;
const maxAttempts = 8;
const firstBackoffMs = 100;
const maxBackoffMs = 2_500;

let document: Uint8Array | undefined;

/** Clients that have nothing join all at once, while the author of the document is there. */
export async function loadStorm({ target, clients }: StormOptions): Promise<StormFigures> {
  document ??= writeLargeDocument();
  const wire = createWire(target, newDocumentId());
  const author = createPeer({ target, wire, offer: document });
  await author.joined;
  // A server that does not ask for the document is given it all the same.
  author.write(wire.frame({ type: 'sync-step-2', update: document }));
  await delay(uploadSettlesMs);
  const peers: Peer[] = [];
  let refusals = 0;

  async function join(): Promise<void> {
    for (let attempt = 0; attempt < maxAttempts; attempt += 1) {
      const peer = createPeer({ target, wire });
      peers.push(peer);
      const hasJoined = await peer.joined.then(
        () => true,
        () => false,
      );
      if (hasJoined) return;
      refusals += 1;
      // As a stock client comes back.
      await delay(Math.min(maxBackoffMs, firstBackoffMs * 2 ** attempt));
    }
    throw new Error(`A client was refused ${maxAttempts} times`);
  }

  const startedAtMs = performance.now();
  try {
    await Promise.all(Array.from({ length: clients }, join));
    const ms = performance.now() - startedAtMs;
    const enough = document.length * 0.9;
    const served = peers.filter((peer) => peer.documentBytes >= enough).length;
    if (served !== clients) throw new Error(`Only ${served} of ${clients} were given the document`);
    return { documentBytes: document.length, ms, refusals };
  } finally {
    for (const peer of [author, ...peers]) peer.close();
  }
}
