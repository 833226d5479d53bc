import { partFrame } from './part-frame.ts';
import type { ChosenSocket } from './transport/chosen-socket.ts';
import type { Transport } from './transport/transport-choice.ts';

/** What a connection's life looks like from outside the provider. */
export interface SocketObserver {
  /** How long to wait before this attempt, in milliseconds. */
  delayBeforeOpeningMs(): number;
  opened(transport: Transport): void;
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
  /** Sends a frame that the provider has not made; it counts like the provider's. */
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
      for (const part of partFrame(frame)) {
        // lib0 never encodes into shared memory, which is what the wider type would allow.
        this.#socket?.send(part as Uint8Array<ArrayBuffer>);
        observer.sent(part);
      }
    }

    close(): void {
      clearTimeout(this.#turn);
      if (this.#isClosed) return;
      const socket = this.#socket;
      if (socket === undefined) {
        this.#end(undefined);
        return;
      }
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
