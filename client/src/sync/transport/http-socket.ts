import { type Carried, closeFrame, fragmentBytes, MessageReader, maxCarriedBytes, toChunks } from '@ecritoire/shared';
import type { AskFailure, Post } from './ask-relay.ts';
import { HttpLine } from './http-line.ts';
import { lineCut, lineReplaced, normalClosure, readyStates, type TransportSocket } from './transport-socket.ts';

/** A piece takes frames until it holds this much, so that it passes in 10 s at 13 kB/s. */
const fullPieceBytes = fragmentBytes;

/**
 * A WebSocket made of HTTP requests: one that sends and one that listens. Opens by itself. It ends with the close code of
 * the relay, or with `lineCut`.
 */
export class HttpSocket implements TransportSocket {
  onopen: TransportSocket['onopen'] = null;
  onmessage: TransportSocket['onmessage'] = null;
  onerror: TransportSocket['onerror'] = null;
  onclose: TransportSocket['onclose'] = null;

  readonly #line: HttpLine;
  readonly #reader = new MessageReader(maxCarriedBytes);
  readonly #listening = new AbortController();
  #readyState: number = readyStates.connecting;
  #queue: Uint8Array[] = [];
  #isSending = false;
  #farewellCode = normalClosure;

  /** `url` is the WebSocket's: `wss://notes.example/sync/<room>?ext=1`. */
  constructor(url: string, post: Post) {
    const overHttp = new URL(url.replace(/^ws/, 'http').replace('/sync/', '/sync-http/'));
    this.#line = new HttpLine(overHttp, post);
    addEventListener('pagehide', this.#pageHidden);
    void this.#open();
  }

  get readyState(): number {
    return this.#readyState;
  }

  /** Why the last request failed; undefined when it did not. */
  get failure(): AskFailure | undefined {
    return this.#line.failure;
  }

  send(frame: Uint8Array): void {
    if (this.#readyState !== readyStates.open) return;
    this.#queue.push(...toChunks(frame));
    this.#startSending();
  }

  close(): void {
    this.#leave(normalClosure);
  }

  /** Leaves for another transport: what was sent still leaves, and `onclose` comes once the relay knows. */
  replace(): void {
    this.#leave(lineReplaced);
  }

  #leave(code: number): void {
    if (this.#readyState === readyStates.connecting) this.#end(code);
    if (this.#readyState !== readyStates.open) return;
    this.#readyState = readyStates.closing;
    this.#farewellCode = code;
    this.#listening.abort();
    this.#queue.push(closeFrame(code, ''));
    this.#startSending();
  }

  async #open(): Promise<void> {
    const isOpened = await this.#line.open();
    if (this.#readyState !== readyStates.connecting) return;
    if (!isOpened) {
      this.#end(lineCut);
      return;
    }
    this.#readyState = readyStates.open;
    this.onopen?.(new Event('open'));
    await this.#listen();
  }

  async #listen(): Promise<void> {
    while (this.#readyState === readyStates.open) {
      const frames = await this.#line.receive(this.#listening.signal);
      // Whoever leaves listens no more, and ends when the farewell is out.
      if (this.#readyState !== readyStates.open) return;
      if (frames === undefined) this.#end(lineCut);
      else this.#pieceReceived(frames);
    }
  }

  #pieceReceived(frames: Uint8Array): void {
    const carried = this.#reader.read(frames);
    if (!carried.ok) {
      this.#end(lineCut);
      return;
    }
    for (const one of carried.value) {
      // A handler may have closed.
      if (this.#readyState !== readyStates.open) return;
      this.#deliver(one);
    }
  }

  #deliver(carried: Carried): void {
    if (carried.type === 'close') this.#end(carried.code, carried.reason);
    if (carried.type !== 'message') return;
    // A copy: the bytes are a view of the whole answer.
    this.onmessage?.(new MessageEvent('message', { data: carried.bytes.slice().buffer }));
  }

  #startSending(): void {
    if (this.#isSending) return;
    this.#isSending = true;
    // What is sent in one turn goes in one request.
    queueMicrotask(() => void this.#sendQueued());
  }

  async #sendQueued(): Promise<void> {
    while (this.#queue.length > 0) {
      const isTaken = await this.#line.send(this.#takePiece());
      if (this.#readyState === readyStates.closed) return;
      if (!isTaken) {
        this.#end(lineCut);
        return;
      }
    }
    this.#isSending = false;
    if (this.#readyState === readyStates.closing) this.#end(this.#farewellCode);
  }

  #takePiece(): Uint8Array {
    let bytes = 0;
    const full = this.#queue.findIndex(({ length }) => {
      bytes += length;
      return bytes >= fullPieceBytes;
    });
    return joined(this.#queue.splice(0, full < 0 ? this.#queue.length : full + 1));
  }

  // The relay would wait for the next question; the others would see somebody who is gone.
  readonly #pageHidden = (): void => {
    if (this.#readyState !== readyStates.open) return;
    const farewell = closeFrame(normalClosure, '');
    const waiting = this.#queue.splice(0);
    if (!this.#line.sendLast(joined([...waiting, farewell]))) this.#line.sendLast(farewell);
    this.#end(lineCut);
  };

  #end(code: number, reason = ''): void {
    if (this.#readyState === readyStates.closed) return;
    this.#readyState = readyStates.closed;
    this.#listening.abort();
    this.#line.abort();
    removeEventListener('pagehide', this.#pageHidden);
    this.onclose?.(new CloseEvent('close', { code, reason, wasClean: code !== lineCut }));
  }
}

function joined(frames: readonly Uint8Array[]): Uint8Array {
  const piece = new Uint8Array(frames.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const frame of frames) {
    piece.set(frame, at);
    at += frame.length;
  }
  return piece;
}
