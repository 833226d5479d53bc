import {
  type CloseReason,
  keepAliveAfterMs,
  keepAliveFrame,
  maxBytesBeforeJoin,
  pingEveryMs,
  slowConsumerBytes,
  slowConsumerDeadlineMs,
} from '@ecritoire/shared';
import type { FanOut, PeerSocket } from './fan-out.ts';

/** Everything on its way to one peer: order, patience and limits. */
export type Delivery = {
  /** The relay's own answer to this peer. */
  send(frame: Uint8Array): void;
  /** Somebody's change: after the answer to the first SyncStep1, never before (rule R2). */
  live(frame: Uint8Array): void;
  /** Something that the next one replaces: left out while the peer is slow. */
  expendable(frame: Uint8Array): void;
  /** The first join starts: live frames are kept. Later joins change nothing. */
  beginJoin(): void;
  finishJoin(): void;
  /** The other end is alive. */
  heard(): void;
  sweep(): void;
  flush(): void;
  dispose(): void;
};

type Join =
  | { readonly state: 'not-asked' }
  | { readonly state: 'answering'; bytes: number; readonly kept: Uint8Array[] }
  | { readonly state: 'joined' };

// Progress is judged first; this only bounds what a peer that reads a byte a second may cost.
const maxWaitingBytes = 64 * 1024 * 1024;

const maxMissedPings = 2;

export function createDelivery(
  socket: PeerSocket,
  fanOut: FanOut,
  now: () => number,
  giveUp: (reason: CloseReason | 'peer-left') => void,
): Delivery {
  const outbox = fanOut.createOutbox(socket);
  let join: Join = { state: 'not-asked' };
  let lastSentAtMs = now();
  let lastPingAtMs = now();
  let missedPings = 0;
  let progress = { takenBytes: 0, atMs: now() };

  function send(frame: Uint8Array): void {
    lastSentAtMs = now();
    outbox.push(frame);
  }

  function keep(waiting: Extract<Join, { state: 'answering' }>, frame: Uint8Array): void {
    waiting.kept.push(frame);
    waiting.bytes += frame.length;
    if (waiting.bytes > maxBytesBeforeJoin) giveUp('overloaded');
  }

  function isStuck(): boolean {
    const takenBytes = outbox.takenBytes();
    const isMoving = takenBytes !== progress.takenBytes || outbox.waitingBytes() < slowConsumerBytes;
    if (isMoving) progress = { takenBytes, atMs: now() };
    return now() - progress.atMs >= slowConsumerDeadlineMs;
  }

  function sweepLiveness(): void {
    if (now() - lastSentAtMs >= keepAliveAfterMs) send(keepAliveFrame);
    if (now() - lastPingAtMs >= pingEveryMs) pingOrGiveUp();
  }

  function pingOrGiveUp(): void {
    lastPingAtMs = now();
    missedPings += 1;
    if (missedPings > maxMissedPings) giveUp('peer-left');
    else socket.ping();
  }

  return {
    send,
    live(frame) {
      if (join.state === 'answering') keep(join, frame);
      else if (join.state === 'joined') {
        send(frame);
        if (outbox.waitingBytes() > maxWaitingBytes) giveUp('overloaded');
      }
    },
    expendable(frame) {
      if (outbox.waitingBytes() < slowConsumerBytes) send(frame);
    },
    beginJoin() {
      if (join.state === 'not-asked') join = { state: 'answering', bytes: 0, kept: [] };
    },
    finishJoin() {
      if (join.state !== 'answering') return;
      const { kept } = join;
      join = { state: 'joined' };
      for (const frame of kept) send(frame);
    },
    heard() {
      missedPings = 0;
    },
    sweep() {
      if (isStuck()) giveUp('overloaded');
      else sweepLiveness();
    },
    flush: outbox.flushAll,
    dispose: outbox.dispose,
  };
}
