import { decodeMessage } from '@ecritoire/shared';
import { afterFrame } from '../after-frame.ts';
import { partFrame } from './part-frame.ts';
import type { ChosenSocket } from './transport/chosen-socket.ts';
import type { Transport } from './transport/transport-choice.ts';

/** What a connection's life looks like from outside the provider. */
export interface SocketObserver {
  /** How long to wait before this attempt, in milliseconds. */
  delayBeforeOpeningMs(): number;
  opened(transport: Transport): void;
  /** A frame was given to the line, in this order. */
  sent(frame: Uint8Array): void;
  received(frame: Uint8Array): void;
  /** The socket ended, or never opened; `isIntercepted`: somebody else answered in the relay's place. */
  closed(code: number, isIntercepted: boolean): void;
}

type Handler<E> = ((event: E) => void) | null;

/** The part of the WebSocket interface that the stock provider uses. */
export interface RelaySocket {
  /** Opens at once if it is still waiting for its turn. */
  openNow(): void;
  /**
   * Also for a frame that the provider has not made; it counts like the provider's. What a key brings about, a change or
   * one's caret, leaves when the frame that shows it has been made, and before anything that is sent after it.
   */
  send(frame: Uint8Array): void;
}

/**
 * A socket that waits before it opens and tells what passes through it, for the stock provider's
 * `WebSocketPolyfill`. The delay belongs here because the provider's own has no jitter: after a restart of the
 * relay, all of a ministry's browsers would come back at the same moment (y-websocket 3.1, `closeWebsocketConnection`).
 */
export function createRelaySocketClass(
  observer: SocketObserver,
  openSocket: (url: string) => ChosenSocket,
  created: (socket: RelaySocket) => void,
) {
  return class implements RelaySocket {
    static readonly OPEN = WebSocket.OPEN;
    readonly OPEN = WebSocket.OPEN;

    binaryType: BinaryType = 'arraybuffer';
    onopen: Handler<Event> = null;
    onmessage: Handler<MessageEvent> = null;
    onclose: Handler<CloseEvent> = null;
    onerror: Handler<Event> = null;

    readonly #url: string;
    #turn: ReturnType<typeof setTimeout> | undefined;
    #socket: ChosenSocket | undefined;
    #waiting: Uint8Array[] = [];
    #isClosed = false;

    constructor(url: string) {
      this.#url = url;
      this.#turn = setTimeout(() => this.openNow(), observer.delayBeforeOpeningMs());
      created(this);
    }

    get readyState(): number {
      if (this.#isClosed) return WebSocket.CLOSED;
      return this.#socket?.readyState ?? WebSocket.CONNECTING;
    }

    openNow(): void {
      clearTimeout(this.#turn);
      if (this.#socket !== undefined || this.#isClosed) return;
      const socket = openSocket(this.#url);
      socket.onopen = (event) => {
        observer.opened(socket.transport);
        this.onopen?.(event);
      };
      socket.onmessage = (event: MessageEvent<unknown>) => {
        // A frame with text, or with nothing, makes the provider throw out of this handler (docs/protocol.md §2).
        if (!(event.data instanceof ArrayBuffer) || event.data.byteLength === 0) return;
        observer.received(new Uint8Array(event.data));
        this.onmessage?.(event);
      };
      socket.onerror = (event) => this.onerror?.(event);
      socket.onclose = (event) => this.#end(event);
      this.#socket = socket;
    }

    send(frame: Uint8Array): void {
      const isPlanned = this.#waiting.length > 0;
      for (const part of partFrame(frame)) {
        this.#waiting.push(part);
        // What waits is unconfirmed already.
        observer.sent(part);
      }
      if (!isOfAKey(frame)) this.#sendWaiting();
      else if (!isPlanned) afterFrame(() => this.#sendWaiting());
    }

    /** On a line that has gone meanwhile nothing: what waited is unconfirmed, and the next handshake offers it. */
    #sendWaiting(): void {
      const frames = this.#waiting.splice(0);
      if (this.readyState !== this.OPEN) return;
      // lib0 never encodes into shared memory, which is what the wider type would allow.
      for (const frame of frames) this.#socket?.send(frame as Uint8Array<ArrayBuffer>);
    }

    close(): void {
      clearTimeout(this.#turn);
      if (this.#isClosed) return;
      const socket = this.#socket;
      if (socket === undefined) {
        this.#end(undefined);
        return;
      }
      this.#sendWaiting();
      // The provider has moved on; a chosen socket that was closed says nothing more.
      socket.close();
      this.#end(undefined);
    }

    #end(event: CloseEvent | undefined): void {
      this.#isClosed = true;
      observer.closed(event?.code ?? 1000, this.#socket?.isIntercepted ?? false);
      if (event !== undefined) this.onclose?.(event);
    }
  };
}

/** Whether a frame may wait a moment: the answers of a handshake may not. */
function isOfAKey(frame: Uint8Array): boolean {
  const message = decodeMessage(frame);
  return message.ok && (message.value.type === 'update' || message.value.type === 'awareness');
}
