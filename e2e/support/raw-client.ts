import { once } from 'node:events';
import { decodeMessage, encodeMessage, type Message } from '@ecritoire/shared';
import { WebSocket } from 'ws';

/** A peer that says exactly what a test makes it say, sensible or not, and remembers what it hears. */
export interface RawClient {
  /** Every message so far, in order. */
  readonly messages: readonly Message[];
  /** The code that the other end closed with, 1006 for none; `undefined` while open. */
  readonly closedWith: number | undefined;
  /** Bytes that wait on this side because the other does not take them. */
  readonly unsentBytes: number;
  say(message: Message): void;
  sayBytes(bytes: Uint8Array): void;
  sayText(text: string): void;
  /** Reads nothing from now on: the transport fills up. */
  pause(): void;
  /** Calls back with every further message. */
  onMessage(listener: (message: Message) => void): void;
  /** Resolves when the other end has dealt with all that was said, or the connection ended. */
  settled(): Promise<void>;
  /** Ends the connection without a goodbye. */
  drop(): void;
}

/** Resolves when connected; rejects when the upgrade is refused. `query` begins with `?`. */
export async function connectRaw(syncUrl: string, room: string, query = ''): Promise<RawClient> {
  const socket = new WebSocket(`${syncUrl}/${room}${query}`, { perMessageDeflate: false });
  const messages: Message[] = [];
  const listeners: ((message: Message) => void)[] = [];
  let closedWith: number | undefined;
  socket.on('message', (bytes: Buffer) => {
    const message = decodeMessage(bytes);
    if (!message.ok) throw new Error(`The server sent ${bytes.toString('hex')}`);
    messages.push(message.value);
    for (const listener of listeners) listener(message.value);
  });
  socket.on('close', (code) => {
    closedWith = code;
  });
  await once(socket, 'open');
  // A server that drops the line while we still send is what some tests are about; the close says enough.
  socket.on('error', () => undefined);

  const sayBytes = (bytes: Uint8Array) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
  };
  return {
    messages,
    get closedWith() {
      return closedWith;
    },
    get unsentBytes() {
      return socket.bufferedAmount;
    },
    sayBytes,
    say: (message) => sayBytes(encodeMessage(message)),
    sayText(text) {
      socket.send(text);
    },
    pause: () => socket.pause(),
    onMessage: (listener) => listeners.push(listener),
    async settled() {
      if (socket.readyState !== WebSocket.OPEN) return;
      const done = new AbortController();
      const first = Promise.race([once(socket, 'pong', done), once(socket, 'close', done)]);
      socket.ping();
      await first;
      done.abort();
    },
    drop: () => socket.terminate(),
  };
}
