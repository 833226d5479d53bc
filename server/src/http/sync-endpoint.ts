import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CloseReason, closeCodes, isRoomId, maxCarriedBytes } from '@ecritoire/shared';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Connection } from '../relay/connection.ts';
import type { PeerSocket } from '../relay/delivery.ts';
import { pathOf } from './http-server.ts';
import { admitAddress, asksForExtension, queryOf, type SyncContext } from './sync-context.ts';

/** The WebSocket address of the relay. */
export type SyncEndpoint = {
  /** New connections are refused with 503 from now on. */
  stopAccepting(): void;
  connectionCount(): number;
  /** Waits until the peers have answered the farewell, then drops those that have not. */
  closed(): Promise<void>;
};

const farewellMs = 2000;

const syncPath = '/sync/';

/** Answers upgrades on `/sync/<room>` (rules R1, R7). */
export function createSyncEndpoint(server: Server, context: SyncContext): SyncEndpoint {
  const webSockets = new WebSocketServer({
    noServer: true,
    // A message that is only a little too large is told so by the relay (4413, which stops stock clients); beyond
    // this the transport itself ends the connection with 1009.
    maxPayload: maxCarriedBytes,
    // Compression costs memory per socket and updates are tiny.
    perMessageDeflate: false,
    // One message of a peer per turn of the event loop: nobody else waits for a flood (rule R19).
    allowSynchronousEvents: false,
  });
  let isAccepting = true;

  function statusOfRefusal(request: IncomingMessage): number | undefined {
    if (!pathOf(request).startsWith(syncPath)) return 404;
    if (!context.isAllowedOrigin(request.headers.origin)) return 403;
    return isAccepting && !context.admission.isFull ? undefined : 503;
  }

  function refuseUpgrade(transport: Duplex, status: number): void {
    context.refused(status);
    transport.end(`HTTP/1.1 ${status} ${reasonPhrases[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  }

  // Functions of their own: what listens for as long as a connection lives must not hold on to its request.
  const transportFailed = (error: Error): void => context.transportFailed(error.message);

  server.on('upgrade', (request: IncomingMessage, transport: Duplex, head: Buffer) => {
    const status = statusOfRefusal(request);
    if (status !== undefined) {
      refuseUpgrade(transport, status);
      return;
    }
    const leave = admitAddress(context, request);
    if (leave === undefined) {
      refuseUpgrade(transport, 429);
      return;
    }
    transport.once('close', leave);
    // While it waits nobody else listens, and an error that nobody hears would end the process.
    transport.on('error', transportFailed);
    context.admission.queue(() => {
      transport.off('error', transportFailed);
      webSockets.handleUpgrade(request, transport, head, (socket) => {
        // A close always follows, and that is where the connection ends.
        socket.on('error', transportFailed);
        welcome(socket, transport, request, context);
      });
    });
  });

  return {
    stopAccepting: () => {
      isAccepting = false;
    },
    connectionCount: () => webSockets.clients.size,
    async closed() {
      const departures = [...webSockets.clients].map((socket) => once(socket, 'close'));
      await Promise.race([Promise.all(departures), sleep(farewellMs, undefined, { ref: false })]);
      for (const socket of webSockets.clients) socket.terminate();
    },
  };
}

const reasonPhrases: Readonly<Record<number, string>> = {
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

function welcome(socket: WebSocket, transport: Duplex, request: IncomingMessage, context: SyncContext): void {
  const room = pathOf(request).slice(syncPath.length);
  const connection = isRoomId(room)
    ? context.connect(room, new WebSocketPeer(socket, transport), asksForExtension(queryOf(request)))
    : undefined;
  // A refusal by HTTP status would be invisible to a browser, and its client would try for ever.
  if (connection !== undefined) join(socket, transport, connection);
  else refuse(socket, isRoomId(room) ? 'roomFull' : 'notFound');
}

function join(socket: WebSocket, transport: Duplex, connection: Connection): void {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (isBinary) connection.received(data);
    else connection.receivedText();
  });
  transport.on('drain', () => connection.drained());
  socket.on('pong', () => connection.ponged());
  socket.on('close', () => connection.transportClosed());
}

const refuse = (socket: WebSocket, reason: CloseReason): void => socket.close(closeCodes[reason], reason);

/** A class, because there is one for every connection. */
class WebSocketPeer implements PeerSocket {
  readonly #socket: WebSocket;
  readonly #transport: Duplex;

  constructor(socket: WebSocket, transport: Duplex) {
    this.#socket = socket;
    this.#transport = transport;
  }

  // Past `ws`: it would write each message by itself, and the relay has many of them in one chunk. Without
  // compression `ws` keeps nothing back either, so its pings and its farewell come in order.
  write(chunk: Uint8Array): void {
    if (this.#transport.writable) this.#transport.write(chunk);
  }

  unsentBytes(): number {
    return this.#transport.writableLength;
  }

  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  ping(): void {
    this.#socket.ping();
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}
