import { decodeMessage, type ExtensionMessage, isDocumentBearing } from '@ecritoire/shared';

/** What the relay has said about what we sent, on one connection. */
export interface Confirmation {
  /**
   * - `unknown`: nothing was heard yet.
   * - `none`: the server gives no acknowledgements (a stock y-websocket server).
   * - `waiting`: something sent is not on the relay's disk yet, or the handshake is not complete.
   * - `complete`: the handshake's SyncStep2 went out, and it and everything after it is on the relay's disk.
   */
  readonly state: 'unknown' | 'none' | 'waiting' | 'complete';
  readonly isReadOnly: boolean;
  /** The relay said that the document is soon as large as it may become. */
  readonly isNearLimit: boolean;
}

/**
 * Counts document-bearing frames of one connection against the relay's acknowledgements (docs/protocol.md §4).
 * The SyncStep2 that answers the relay's SyncStep1 carries everything made offline, whoever made it, so until it has
 * been sent nothing is complete.
 */
export class Acknowledgements {
  #sent = 0;
  #acknowledged = 0;
  #hasAnswered = false;
  #isReadOnly = false;
  #isNearLimit = false;
  #server: 'unknown' | 'stock' | 'ours' = 'unknown';
  #waitingSinceMs: number | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A frame went out. */
  sent(frame: Uint8Array): void {
    const message = decodeMessage(frame);
    if (!message.ok || !isDocumentBearing(message.value)) return;
    this.#sent += 1;
    if (message.value.type === 'sync-step-2') this.#hasAnswered = true;
    this.#waitingSinceMs ??= this.#now();
  }

  /** A frame came in. The relay's hello is its first frame; any other first frame is a stock server's. */
  received(frame: Uint8Array): void {
    if (this.#server !== 'unknown') return;
    const message = decodeMessage(frame);
    this.#server = message.ok && message.value.type === 'hello' ? 'ours' : 'stock';
  }

  /** Takes what the relay says. Returns false when it cannot be true: the connection is not to be trusted any more. */
  take(message: ExtensionMessage): boolean {
    switch (message.type) {
      case 'hello':
        this.#isReadOnly = message.isReadOnly;
        return true;
      case 'ack':
        return this.#takeAck(message.frames);
      case 'reject':
        // Refused for good: nothing on this connection may be called complete again.
        this.#isReadOnly ||= message.reason === 'read-only';
        this.#acknowledged = -1;
        return true;
      case 'notice':
        this.#isNearLimit ||= message.notice === 'document-near-limit';
        // The relay reads on later, and has not lost anything: no reason to take the line for dead.
        if (message.notice === 'rate-limited' && this.#waitingSinceMs !== undefined)
          this.#waitingSinceMs = this.#now() + message.seconds * 1000;
        return true;
    }
  }

  #takeAck(frames: number): boolean {
    if (frames > this.#sent) return false;
    if (this.#acknowledged < 0) return true;
    if (frames < this.#acknowledged) return false;
    if (frames > this.#acknowledged) this.#waitingSinceMs = frames === this.#sent ? undefined : this.#now();
    this.#acknowledged = frames;
    return true;
  }

  /** How long the oldest unconfirmed frame has had no answer; 0 when nothing waits. */
  overdueMs(): number {
    return this.#server === 'ours' && this.#waitingSinceMs !== undefined ? this.#now() - this.#waitingSinceMs : 0;
  }

  get confirmation(): Confirmation {
    return { state: this.#state(), isReadOnly: this.#isReadOnly, isNearLimit: this.#isNearLimit };
  }

  #state(): Confirmation['state'] {
    if (this.#server === 'unknown') return 'unknown';
    if (this.#server === 'stock') return 'none';
    return this.#hasAnswered && this.#acknowledged === this.#sent ? 'complete' : 'waiting';
  }
}
