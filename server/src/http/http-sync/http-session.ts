import {
  type Carried,
  closeFrame,
  MessageReader,
  maxCarriedBytes,
  noFrames,
  type Parcel,
  sessionIdleMs,
} from '@ecritoire/shared';
import type { Connection } from '../../relay/connection.ts';
import type { PeerSocket } from '../../relay/delivery.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';

/** One HTTP request that waits for its answer. */
export type Reply = {
  answer(parcel: Parcel): void;
  /** Ends it without an answer: nobody listens there any more. */
  drop(): void;
};

type Listening = { readonly reply: Reply; readonly untilMs: number };
type Sending = { readonly number: number; reply: Reply };
type Ahead = Sending & { readonly frames: Uint8Array; readonly sinceMs: number };

/** How long the last word to a client is kept for one who has not heard it. */
const farewellKeptMs = 10_000;
/** How long a piece waits for the one before it: whoever sends both at once goes, and does not repeat. */
const aheadKeptMs = 5_000;

/** A connection without a WebSocket: the frames of one peer, in requests that may be lost, late or repeated. */
export class HttpSession implements PeerSocket {
  readonly #id: string;
  readonly #now: () => number;
  readonly #ended: () => void;
  readonly #outbox = new Outbox();
  readonly #inbox = new Inbox((carried) => this.#handle(carried));
  readonly #reader = new MessageReader(maxCarriedBytes);
  #connection: Connection | undefined;
  #listening: Listening | undefined;
  #sending: Sending | undefined;
  #ahead: Ahead | undefined;
  #takenNumber = 0;
  #heardAtMs: number;
  #closedAtMs: number | undefined;
  #isOver = false;
  #isFlushPlanned = false;

  /** `ended` is called once, when nothing more can be asked of it. */
  constructor(id: string, now: () => number, ended: () => void) {
    this.#id = id;
    this.#now = now;
    this.#ended = ended;
    this.#heardAtMs = now();
  }

  /** Whether everything that there is to say, the farewell too, has been put into an answer. */
  get isSettled(): boolean {
    return this.#isOver || (this.#closedAtMs !== undefined && !this.#outbox.hasWaiting);
  }

  /** What arrives goes to this connection from now on. */
  join(connection: Connection): void {
    this.#connection = connection;
  }

  /**
   * The client has every piece up to `received` and asks for the next one, at once or within `waitMs` (rule T4). A
   * question that is repeated takes the place of the earlier one.
   */
  listen(received: number, waitMs: number, reply: Reply): void {
    this.#heard();
    if (!this.#outbox.isNext(received)) {
      // A late copy of an old question: its asker has gone on. Or a question nobody of ours asks.
      reply.answer(this.#parcel('frames', this.#outbox.number, noFrames));
      return;
    }
    if (this.#outbox.confirm(received)) this.#connection?.drained();
    if (this.#closedAtMs !== undefined && this.#outbox.isEmpty) {
      reply.answer(this.#parcel('gone', 0, noFrames));
      this.#end();
      return;
    }
    this.#answerEmpty();
    this.#listening = { reply, untilMs: this.#now() + waitMs };
    this.#flush();
  }

  /** Nobody listens to this reply any more. */
  abandoned(reply: Reply): void {
    if (this.#listening?.reply !== reply) return;
    this.#listening = undefined;
    this.#heard();
  }

  /** The client's piece `number`; each is handled once and in order, however often it comes (rule T3). */
  receive(number: number, frames: Uint8Array, reply: Reply): void {
    this.#heard();
    if (number <= this.#takenNumber || this.#closedAtMs !== undefined) {
      reply.answer(this.#parcel('taken', number, noFrames));
    } else if (this.#sending?.number === number) {
      this.#sending.reply.drop();
      this.#sending.reply = reply;
    } else if (number === this.#takenNumber + 2) {
      this.#ahead?.reply.drop();
      this.#ahead = { number, frames, reply, sinceMs: this.#ahead?.sinceMs ?? this.#now() };
    } else if (this.#sending !== undefined || number !== this.#takenNumber + 1) {
      reply.drop();
      this.#connection?.end('protocolError');
    } else {
      this.#take(number, frames, reply);
    }
  }

  /** A request of this session did not arrive whole: it is to be repeated. */
  arrivedDamaged(reply: Reply): void {
    reply.answer(this.#parcel('damaged', 0, noFrames));
  }

  /** Call about once a second. */
  sweep(): void {
    const now = this.#now();
    if (this.#listening !== undefined && now >= this.#listening.untilMs) this.#answerEmpty();
    if (this.#listening === undefined && now - this.#heardAtMs >= sessionIdleMs) this.#leave();
    if (this.#ahead !== undefined && now - this.#ahead.sinceMs >= aheadKeptMs) this.#leave();
    if (this.#closedAtMs !== undefined && now - this.#closedAtMs >= farewellKeptMs) this.#end();
  }

  write(chunk: Uint8Array): void {
    if (this.#isOver) return;
    this.#outbox.add(chunk);
    if (this.#listening === undefined || this.#isFlushPlanned) return;
    this.#isFlushPlanned = true;
    // A turn writes several chunks, which go in one answer.
    process.nextTick(() => {
      this.#isFlushPlanned = false;
      this.#flush();
    });
  }

  unsentBytes(): number {
    return this.#outbox.bytes;
  }

  pause(): void {
    this.#inbox.pause();
  }

  resume(): void {
    this.#inbox.resume();
  }

  // Every request is a sign of life, and one comes at the latest when the last question was answered.
  ping(): void {}

  close(code: number, reason: string): void {
    if (this.#closedAtMs !== undefined) return;
    this.write(closeFrame(code, reason));
    this.#closedAtMs = this.#now();
    // What is left of the client's words is not read, as with a WebSocket that was closed.
    this.#answerSending();
  }

  terminate(): void {
    this.#end();
  }

  #heard(): void {
    this.#heardAtMs = this.#now();
    this.#connection?.ponged();
  }

  #take(number: number, frames: Uint8Array, reply: Reply): void {
    this.#sending = { number, reply };
    const carried = this.#reader.read(frames);
    if (carried.ok) this.#inbox.take(carried.value, () => this.#taken());
    else if (carried.error === 'too-large') this.#connection?.end('tooLarge');
    else this.#connection?.end('protocolError');
  }

  #taken(): void {
    this.#answerSending();
    const ahead = this.#ahead;
    this.#ahead = undefined;
    if (ahead !== undefined) this.receive(ahead.number, ahead.frames, ahead.reply);
  }

  #answerSending(): void {
    const sending = this.#sending;
    if (sending === undefined) return;
    this.#sending = undefined;
    this.#takenNumber = sending.number;
    sending.reply.answer(this.#parcel('taken', sending.number, noFrames));
  }

  #handle(carried: Carried): void {
    switch (carried.type) {
      case 'message':
        this.#connection?.received(carried.bytes);
        break;
      case 'text':
        this.#connection?.receivedText();
        break;
      case 'close':
        this.#answerSending();
        this.#leave();
    }
  }

  #flush(): void {
    const listening = this.#listening;
    const piece = listening && this.#outbox.piece();
    if (listening === undefined || piece === undefined) return;
    this.#listening = undefined;
    this.#heardAtMs = this.#now();
    listening.reply.answer(this.#parcel('frames', this.#outbox.number, piece));
  }

  /** Nothing to say: the client asks again. */
  #answerEmpty(): void {
    const listening = this.#listening;
    if (listening === undefined) return;
    this.#listening = undefined;
    this.#heardAtMs = this.#now();
    listening.reply.answer(this.#parcel('frames', this.#outbox.number, noFrames));
  }

  #leave(): void {
    this.#connection?.transportClosed();
    this.#end();
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#listening?.reply.answer(this.#parcel('gone', 0, noFrames));
    this.#sending?.reply.answer(this.#parcel('gone', 0, noFrames));
    this.#ahead?.reply.answer(this.#parcel('gone', 0, noFrames));
    this.#listening = undefined;
    this.#sending = undefined;
    this.#ahead = undefined;
    this.#ended();
  }

  #parcel(type: Parcel['type'], number: number, frames: Uint8Array): Parcel {
    return { session: this.#id, type, number, frames };
  }
}
