import type { Post } from './ask-relay.ts';
import { HttpSocket } from './http-socket.ts';
import type { Transport, TransportChoice } from './transport-choice.ts';
import { lineCut, readyStates, type TransportSocket } from './transport-socket.ts';

export interface ChosenSocketOptions {
  readonly url: string;
  readonly choice: TransportChoice;
  readonly post: Post;
}

/** Some networks swallow the upgrade without an answer, some let it pass and nothing after it. */
const opensWithinMs = 8_000;
const speaksWithinMs = 10_000;

/** A line to the relay over what passes here: one transport after the other is tried, and never two at once. */
export class ChosenSocket implements TransportSocket {
  onopen: TransportSocket['onopen'] = null;
  onmessage: TransportSocket['onmessage'] = null;
  onerror: TransportSocket['onerror'] = null;
  onclose: TransportSocket['onclose'] = null;

  readonly #options: ChosenSocketOptions;
  #transport: Transport;
  #socket: TransportSocket;
  #isSecondTry = false;
  #isIntercepted = false;
  #isClosed = false;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #leaveChoice: (() => void) | undefined;

  constructor(options: ChosenSocketOptions) {
    this.#options = options;
    this.#transport = options.choice.first();
    this.#socket = this.#try(this.#transport);
  }

  /** What carries it; before it is open, what is being tried. */
  get transport(): Transport {
    return this.#transport;
  }

  /** Whether somebody else answered in the relay's place. */
  get isIntercepted(): boolean {
    return this.#isIntercepted;
  }

  get readyState(): number {
    if (this.#isClosed) return readyStates.closed;
    const { readyState } = this.#socket;
    // Between two tries there is nothing open, and nothing closed yet.
    return readyState === readyStates.closed ? readyStates.connecting : readyState;
  }

  send(frame: Uint8Array<ArrayBuffer>): void {
    this.#socket.send(frame);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#finish();
    this.#socket.close();
  }

  #try(transport: Transport): TransportSocket {
    const { url, post } = this.#options;
    const socket = transport === 'http' ? new HttpSocket(url, post) : openWebSocket(url);
    socket.onopen = (event) => this.#opened(event, socket);
    socket.onmessage = (event) => {
      clearTimeout(this.#patience);
      this.onmessage?.(event);
    };
    socket.onerror = (event) => this.onerror?.(event);
    socket.onclose = (event) => this.#failed(event, socket);
    if (transport === 'websocket') this.#wait(opensWithinMs, socket);
    return socket;
  }

  #opened(event: Event, socket: TransportSocket): void {
    const { choice } = this.#options;
    clearTimeout(this.#patience);
    this.#socket = socket;
    // From now on its end is the end.
    socket.onclose = (ended) => this.#ended(ended);
    if (socket instanceof HttpSocket) {
      if (this.#isSecondTry) choice.webSocketBlocked();
      this.#leaveChoice = choice.httpOpened(() => socket.replace());
    } else {
      choice.webSocketOpened();
      this.#patience = setTimeout(() => this.#isSilent(socket), speaksWithinMs);
    }
    this.onopen?.(event);
  }

  #failed(event: CloseEvent, socket: TransportSocket): void {
    clearTimeout(this.#patience);
    this.#isIntercepted ||= socket instanceof HttpSocket && socket.failure === 'intercepted';
    if (this.#isSecondTry) {
      this.#ended(event);
      return;
    }
    this.#isSecondTry = true;
    this.#transport = this.#transport === 'http' ? 'websocket' : 'http';
    this.#socket = this.#try(this.#transport);
  }

  #ended(event: CloseEvent): void {
    this.#isIntercepted ||= this.#socket instanceof HttpSocket && this.#socket.failure === 'intercepted';
    this.#finish();
    this.onclose?.(event);
  }

  /** A WebSocket that does not open in time is treated like one that was refused. */
  #wait(ms: number, socket: TransportSocket): void {
    this.#patience = setTimeout(() => {
      silence(socket);
      socket.close();
      this.#failed(cut(), socket);
    }, ms);
  }

  #isSilent(socket: TransportSocket): void {
    this.#options.choice.webSocketBlocked();
    silence(socket);
    socket.close();
    this.#ended(cut());
  }

  #finish(): void {
    this.#isClosed = true;
    clearTimeout(this.#patience);
    this.#leaveChoice?.();
    silence(this.#socket);
  }
}

function openWebSocket(url: string): TransportSocket {
  const socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  return socket;
}

/** What it still says is nobody's business. */
function silence(socket: TransportSocket): void {
  socket.onopen = null;
  socket.onmessage = null;
  socket.onerror = null;
  socket.onclose = null;
}

const cut = (): CloseEvent => new CloseEvent('close', { code: lineCut });
