import { WebSocket } from 'ws';

/**
 * A stock client's way to the relay: it remembers every frame that came in and every error the client threw on one,
 * and a test can cut it.
 */
export interface RecordedLine {
  /** What a stock provider takes as its `WebSocketPolyfill`. */
  readonly WebSocket: typeof globalThis.WebSocket;
  /** Every message from the relay, as it was; a text frame as text. */
  readonly received: readonly (Uint8Array | string)[];
  /** What came out of the client's `onmessage`: in a page it would be an uncaught error. */
  readonly thrown: readonly unknown[];
  /** Ends the connection without a goodbye; none opens before `restore`. */
  cut(): void;
  restore(): void;
}

/** Nobody listens there: a connection attempt fails at once. */
const nowhere = 'ws://127.0.0.1:1';

/** `startsCut`: as if the network let no WebSocket through from the beginning. */
export function createRecordedLine({ startsCut = false } = {}): RecordedLine {
  const received: (Uint8Array | string)[] = [];
  const thrown: unknown[] = [];
  const open = new Set<WebSocket>();
  let isCut = startsCut;

  class LineSocket extends WebSocket {
    constructor(url: string | URL) {
      super(isCut ? nowhere : url, { perMessageDeflate: false });
      open.add(this);
      this.on('close', () => open.delete(this));
      // The listener is the client's, the boundary around it is ours.
      let listener: WebSocket['onmessage'] = null;
      Object.defineProperty(this, 'onmessage', {
        get: () => listener,
        set: (given: WebSocket['onmessage']) => {
          listener = given;
        },
      });
      this.addEventListener('message', (event) => {
        received.push(event.data instanceof ArrayBuffer ? new Uint8Array(event.data) : String(event.data));
        try {
          listener?.call(this, event);
        } catch (error) {
          thrown.push(error);
        }
      });
    }
  }

  return {
    // `ws` is a WebSocket in all that a provider uses, not in TypeScript's eyes.
    WebSocket: LineSocket as unknown as typeof globalThis.WebSocket,
    received,
    thrown,
    cut() {
      isCut = true;
      for (const socket of open) socket.terminate();
    },
    restore() {
      isCut = false;
    },
  };
}
