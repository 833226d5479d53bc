import {
  type CloseReason,
  encodeMessage,
  fragmentBytes,
  keepAliveAfterMs,
  keepAliveFrame,
  type Message,
  maxBytesBeforeJoin,
  pingEveryMs,
  slowConsumerBytes,
  slowConsumerDeadlineMs,
  slowestBytesPerSecond,
  toChunks,
} from '@ecritoire/shared';
import type { Sender, Turn } from './turn.ts';

/** The transport of one peer, as the relay sees it. */
export type PeerSocket = {
  /** Takes the bytes of whole WebSocket frames, at once and in order. */
  write(chunk: Uint8Array): void;
  /** Bytes that were taken and have not left yet. */
  unsentBytes(): number;
  /** Nothing is received until `resume`. */
  pause(): void;
  resume(): void;
  ping(): void;
  close(code: number, reason: string): void;
  /** Drops the transport at once. */
  terminate(): void;
};

/** What a delivery tells the connection that it belongs to. */
export type DeliveryOwner = {
  /** So much waits that live frames are left out from now on: everything until now has been queued. */
  fellBehind(): void;
  /** Much waited, and it is out: what was put off can be sent. */
  relieved(): void;
  giveUp(reason: CloseReason | 'peer-left'): void;
};

type Phase =
  /** The peer has not said what it has; it gets nothing live (rule R2). */
  | 'not-asked'
  /** Its answer is being made; live frames follow it. */
  | 'answering'
  | 'joined'
  /** Too much waits; live frames are left out and come from the log later (rule R12). */
  | 'behind';

// The transport is given this much at a time; the rest waits here, where it can be counted. A whole document
// given at once would show no progress until its last byte is out, and slow would look like dead.
const inTransportBytes = 4 * fragmentBytes;
const maxMissedPings = 2;
const nothing: Uint8Array[] = [];

/**
 * Everything on its way to one peer: order, patience and limits. A class, because there is one for every
 * connection: as closures its functions alone would take a kilobyte each time.
 */
export class Delivery implements Sender {
  readonly #socket: PeerSocket;
  readonly #owner: DeliveryOwner;
  readonly #turn: Turn;
  readonly #now: () => number;
  isDue = false;
  #phase: Phase = 'not-asked';
  #queue = nothing;
  #next = 0;
  #queuedBytes = 0;
  #writtenBytes = 0;
  #isCrowded = false;
  #kept = nothing;
  #keptBytes = 0;
  // A field that is undefined first never holds a plain number in V8: each new time would be an object.
  #lastSentAtMs = 0;
  #lastPingAtMs = 0;
  #missedPings = 0;
  /** When even a slow peer has read what its transport was given. */
  #readByMs = 0;
  #progressAtMs = 0;
  #progressBytes = 0;

  constructor(socket: PeerSocket, owner: DeliveryOwner, turn: Turn, now: () => number) {
    this.#socket = socket;
    this.#owner = owner;
    this.#turn = turn;
    this.#now = now;
    this.#lastSentAtMs = now();
    this.#lastPingAtMs = this.#lastSentAtMs;
    this.#readByMs = this.#lastSentAtMs;
    this.#progressAtMs = this.#lastSentAtMs;
  }

  /** So much waits that only what cannot be put off is added, until the owner is `relieved`. */
  get isCrowded(): boolean {
    return this.#isCrowded;
  }

  get hasAsked(): boolean {
    return this.#phase !== 'not-asked';
  }

  /** Sends something that is meant for this peer alone. */
  send(message: Message): void {
    for (const chunk of toChunks(encodeMessage(message))) this.sendChunk(chunk);
  }

  /** The same for frames that are encoded already, and perhaps shared with other peers. */
  sendChunk(chunk: Uint8Array): void {
    if (this.#queuedBytes === 0) {
      this.#lastSentAtMs = this.#now();
      this.#turn.addPeer(this);
    }
    if (this.#queue === nothing) this.#queue = [];
    this.#queue.push(chunk);
    this.#queuedBytes += chunk.length;
    if (this.#waitingBytes() > slowConsumerBytes) this.#isCrowded = true;
  }

  /** Somebody's changes: after the answer to the first SyncStep1, never before (rule R2). */
  deliver(chunks: readonly Uint8Array[]): void {
    if (this.#phase === 'answering') this.#keep(chunks);
    if (this.#phase !== 'joined') return;
    for (const chunk of chunks) this.sendChunk(chunk);
    if (!this.#isCrowded) return;
    this.#phase = 'behind';
    this.#owner.fellBehind();
  }

  /** Something that the next one replaces: left out while the peer is slow. */
  deliverExpendable(chunks: readonly Uint8Array[]): void {
    if (!this.#isCrowded) for (const chunk of chunks) this.sendChunk(chunk);
  }

  /** From here on live frames are kept for after the answer, the first one and the one that ends being behind. */
  beginAnswer(): void {
    if (this.#phase === 'joined') return;
    this.#phase = 'answering';
  }

  finishAnswer(): void {
    if (this.#phase !== 'answering') return;
    this.#phase = 'joined';
    const kept = this.#kept;
    this.#kept = nothing;
    this.#keptBytes = 0;
    if (kept.length > 0) this.deliver(kept);
  }

  /** The other end is alive. */
  heard(): void {
    this.#missedPings = 0;
  }

  /** Call about once a second. */
  sweep(): void {
    this.drained();
    if (this.#isStuck()) this.#owner.giveUp('overloaded');
    else this.#keepAlive();
  }

  isBulky(): boolean {
    return this.#queuedBytes > fragmentBytes;
  }

  sendDue(): number {
    const writtenBefore = this.#writtenBytes;
    while (this.#queuedBytes > 0 && this.#socket.unsentBytes() < inTransportBytes) this.#write(this.#takeChunk());
    if (this.#isCrowded && this.#waitingBytes() <= inTransportBytes) {
      this.#isCrowded = false;
      this.#owner.relieved();
    }
    const writtenBytes = this.#writtenBytes - writtenBefore;
    if (writtenBytes > 0)
      this.#readByMs = Math.max(this.#readByMs, this.#now()) + (writtenBytes / slowestBytesPerSecond) * 1000;
    return writtenBytes;
  }

  /** The transport can take more. */
  drained(): void {
    if (this.#queuedBytes > 0 || this.#isCrowded) this.#turn.addPeer(this);
  }

  /** Hands everything over at once: before a close. */
  flush(): void {
    while (this.#queuedBytes > 0) this.#write(this.#takeChunk());
  }

  dispose(): void {
    this.#queue = nothing;
    this.#kept = nothing;
    this.#queuedBytes = 0;
  }

  #keep(chunks: readonly Uint8Array[]): void {
    if (this.#kept === nothing) this.#kept = [];
    for (const chunk of chunks) {
      this.#kept.push(chunk);
      this.#keptBytes += chunk.length;
    }
    if (this.#keptBytes > maxBytesBeforeJoin) this.#owner.giveUp('overloaded');
  }

  #write(chunk: Uint8Array): void {
    this.#writtenBytes += chunk.length;
    this.#socket.write(chunk);
  }

  /** The chunks that come next, as one while they are small: every write is a call to the system. */
  #takeChunk(): Uint8Array {
    const first = this.#queue[this.#next] ?? emptyChunk;
    let end = this.#next + 1;
    let bytes = first.length;
    for (let more = this.#queue[end]; more !== undefined; more = this.#queue[end]) {
      if (bytes + more.length > fragmentBytes) break;
      bytes += more.length;
      end += 1;
    }
    const chunk = end === this.#next + 1 ? first : Buffer.concat(this.#queue.slice(this.#next, end), bytes);
    this.#queuedBytes -= bytes;
    this.#next = end;
    if (this.#next === this.#queue.length) {
      this.#queue = nothing;
      this.#next = 0;
    }
    return chunk;
  }

  #waitingBytes(): number {
    return this.#queuedBytes + this.#socket.unsentBytes();
  }

  #isStuck(): boolean {
    const takenBytes = this.#writtenBytes - this.#socket.unsentBytes();
    const now = this.#now();
    // More only: the pings that wait as well are nobody's progress.
    if (takenBytes > this.#progressBytes || this.#waitingBytes() === 0) {
      this.#progressBytes = takenBytes;
      this.#progressAtMs = now;
    }
    return now - this.#progressAtMs >= slowConsumerDeadlineMs;
  }

  #keepAlive(): void {
    const now = this.#now();
    if (now - this.#lastPingAtMs >= pingEveryMs) this.#ping(now);
    if (now - this.#lastSentAtMs >= keepAliveAfterMs) this.sendChunk(keepAliveChunk);
  }

  #ping(now: number): void {
    this.#lastPingAtMs = now;
    // A ping waits behind everything sent before it, also in buffers that nobody here can see.
    if (this.#waitingBytes() === 0 && now > this.#readByMs) this.#missedPings += 1;
    if (this.#missedPings > maxMissedPings) this.#owner.giveUp('peer-left');
    else this.#socket.ping();
  }
}

const emptyChunk = new Uint8Array(0);
const keepAliveChunk = toChunks(keepAliveFrame)[0] ?? emptyChunk;
