type Handler<E> = ((event: E) => void) | null;

/** What carries frames to the relay: the part of the WebSocket interface that we use. */
export interface TransportSocket {
  readonly readyState: number;
  onopen: Handler<Event>;
  /** `data` is an ArrayBuffer with one message. */
  onmessage: Handler<MessageEvent<unknown>>;
  onerror: Handler<Event>;
  onclose: Handler<CloseEvent>;
  /** `frame` must not change afterwards. */
  send(frame: Uint8Array<ArrayBuffer>): void;
  /** What was sent before still leaves. */
  close(): void;
}

/** The states of a WebSocket, by their numbers. */
export const readyStates = { connecting: 0, open: 1, closing: 2, closed: 3 } as const;

/** Close codes: nothing more to say; the line was cut (never on the wire); it was left for another one. */
export const normalClosure = 1000;
export const lineCut = 1006;
export const lineReplaced = 1012;
