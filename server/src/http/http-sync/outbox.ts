/** Frames on their way to one client, in numbered pieces of which one at a time is unconfirmed. */
export class Outbox {
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  /** The newest piece, kept until the client says that it has it: its answer may be lost. */
  #piece: Uint8Array | undefined;
  #number = 0;

  /** Of the newest piece; 0 before the first. */
  get number(): number {
    return this.#number;
  }

  get hasWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Bytes that the client has not confirmed. */
  get bytes(): number {
    return this.#waitingBytes + (this.#piece?.length ?? 0);
  }

  /** Whether a client that has every piece up to this one asks for what comes now. */
  isNext(received: number): boolean {
    return received === this.#number || (received === this.#number - 1 && this.#piece !== undefined);
  }

  get isEmpty(): boolean {
    return this.bytes === 0;
  }

  add(chunk: Uint8Array): void {
    this.#waiting.push(chunk);
    this.#waitingBytes += chunk.length;
  }

  /** The client has every piece up to this one. Returns whether that was news. */
  confirm(number: number): boolean {
    if (number !== this.#number || this.#piece === undefined) return false;
    this.#piece = undefined;
    return true;
  }

  /** The unconfirmed piece again, byte for byte, or a new one of everything that waits; undefined when there is neither. */
  piece(): Uint8Array | undefined {
    if (this.#piece !== undefined || this.#waiting.length === 0) return this.#piece;
    this.#piece = Buffer.concat(this.#waiting, this.#waitingBytes);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#number += 1;
    return this.#piece;
  }
}
