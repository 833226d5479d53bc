/** The transport of one peer, as the relay sees it. */
export type PeerSocket = {
  /** Sends one piece of a WebSocket message; `isLast` ends the message. `written` is called when the transport took it. */
  send(piece: Uint8Array, isLast: boolean, written: () => void): void;
  /** Everything sent between the two leaves in one write. */
  cork(): void;
  uncork(): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Drops the transport at once. */
  terminate(): void;
};

/** The frames on their way to one peer. */
export type Outbox = {
  push(frame: Uint8Array): void;
  /** Hands over everything that waits, at once: before a close. */
  flushAll(): void;
  /** Bytes that the transport has not taken yet. */
  waitingBytes(): number;
  /** Bytes that the transport took so far; while this grows the peer makes progress. */
  takenBytes(): number;
  dispose(): void;
};

export type FanOut = { createOutbox(socket: PeerSocket): Outbox };

// The transport is given this much at a time; the rest waits here, where it can be counted. A whole document
// given at once would show no progress until its last byte is out, and slow would look like dead.
const inTransportBytes = 256 * 1024;
const pieceBytes = 64 * 1024;

/**
 * Coalesces writes: the frames of one turn of the event loop leave in one write per peer, which is 11–17
 * times the deliveries of single writes at saturation. `atEndOfTurn` is given, so that a test can be the turn.
 */
export function createFanOut(atEndOfTurn: (flush: () => void) => void): FanOut {
  const dirty = new Set<() => void>();

  function endTurn(): void {
    const flushes = [...dirty];
    dirty.clear();
    for (const flush of flushes) flush();
  }

  function markDirty(flush: () => void): void {
    if (dirty.size === 0) atEndOfTurn(endTurn);
    dirty.add(flush);
  }

  return {
    createOutbox(socket) {
      const frames: Uint8Array[] = [];
      let waiting = 0;
      let inTransport = 0;
      let taken = 0;
      let sentOfFirst = 0;

      function flush(limitBytes = inTransportBytes): void {
        socket.cork();
        let frame = frames[0];
        let sent = 0;
        while (frame !== undefined && inTransport < limitBytes) {
          sendPiece(frame);
          if (sentOfFirst === frame.length) {
            sent += 1;
            sentOfFirst = 0;
            frame = frames[sent];
          }
        }
        frames.splice(0, sent);
        socket.uncork();
      }

      const flushTurn = (): void => flush();

      function sendPiece(frame: Uint8Array): void {
        const piece = frame.length <= pieceBytes ? frame : frame.subarray(sentOfFirst, sentOfFirst + pieceBytes);
        sentOfFirst += piece.length;
        inTransport += piece.length;
        socket.send(piece, sentOfFirst === frame.length, () => {
          inTransport -= piece.length;
          waiting -= piece.length;
          taken += piece.length;
          if (frames.length > 0) markDirty(flushTurn);
        });
      }

      return {
        push(frame) {
          frames.push(frame);
          waiting += frame.length;
          markDirty(flushTurn);
        },
        flushAll: () => flush(Number.POSITIVE_INFINITY),
        waitingBytes: () => waiting,
        takenBytes: () => taken,
        dispose() {
          dirty.delete(flushTurn);
          frames.length = 0;
        },
      };
    },
  };
}
