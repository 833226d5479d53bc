import { decodeMessage, encodeMessage, isDocumentBearing, type Message } from '@ecritoire/shared';
import { WebSocket } from 'ws';
import * as Y from 'yjs';

/**
 * The smallest client of the stock protocol that also takes the relay's acknowledgements: no timers and no
 * reconnection of its own, so that a seed decides everything it does.
 */
export interface AckingClient {
  readonly doc: Y.Doc;
  /** Local changes so far. */
  readonly written: number;
  /** Of these, how many (the first so many) the relay said are on its disk. Never falls. */
  readonly confirmed: number;
  /** Bytes of all frames that came in, on every connection. */
  readonly receivedBytes: number;
  readonly isConnected: boolean;
  /** The code with which the relay closed the last connection, 1006 when it just broke; undefined while one is open. */
  readonly closeCode: number | undefined;
  /** Everything the relay has was received on this connection, as of the handshake. */
  readonly isSynced: boolean;
  connect(): void;
  /** Ends the connection without a goodbye. */
  drop(): void;
  close(): void;
}

export interface AckingClientOptions {
  readonly syncUrl: string;
  readonly room: string;
  readonly doc?: Y.Doc;
  /** Called for every frame in either direction; what it is given must be called once, now or later, in order. */
  readonly carry?: (deliver: () => void) => void;
}

export function createAckingClient(options: AckingClientOptions): AckingClient {
  const { syncUrl, room, doc = new Y.Doc(), carry = (deliver) => deliver() } = options;
  const remote = Symbol('remote');
  let socket: WebSocket | undefined;
  let coverage = createCoverage();
  let written = 0;
  let confirmed = 0;
  let receivedBytes = 0;
  let isSynced = false;
  let closeCode: number | undefined;

  const send = (message: Message) => {
    const to = socket;
    if (to?.readyState !== WebSocket.OPEN) return;
    coverage.sent(message, written);
    const bytes = encodeMessage(message);
    carry(() => {
      if (to.readyState === WebSocket.OPEN) to.send(bytes);
    });
  };

  const receive = (message: Message) => {
    switch (message.type) {
      case 'sync-step-1':
        send({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, message.stateVector) });
        break;
      case 'sync-step-2':
        Y.applyUpdate(doc, message.update, remote);
        isSynced = true;
        break;
      case 'update':
        Y.applyUpdate(doc, message.update, remote);
        break;
      case 'ack':
        confirmed = Math.max(confirmed, coverage.acknowledged(message.frames));
        break;
      default:
        // Awareness, greetings and notices do not move the document.
        break;
    }
  };

  const drop = () => {
    socket?.terminate();
    socket = undefined;
    isSynced = false;
  };

  const listen = (opened: WebSocket) => {
    opened.on('open', () => {
      if (socket === opened) send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
    });
    opened.on('message', (bytes: Buffer) => {
      carry(() => {
        // What was still on its way when the line broke never arrives.
        if (socket !== opened) return;
        receivedBytes += bytes.length;
        const message = decodeMessage(bytes);
        if (!message.ok) throw new Error(`The relay sent ${bytes.toString('hex')}`);
        receive(message.value);
      });
    });
    // The relay may be dead: that is what these tests are about. The close that follows says enough.
    opened.on('error', () => undefined);
    opened.on('close', (code) => {
      if (socket !== opened) return;
      closeCode = code;
      drop();
    });
  };

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === remote) return;
    written += 1;
    send({ type: 'update', update });
  });

  return {
    doc,
    get written() {
      return written;
    },
    get confirmed() {
      return confirmed;
    },
    get receivedBytes() {
      return receivedBytes;
    },
    get isConnected() {
      return socket?.readyState === WebSocket.OPEN;
    },
    get isSynced() {
      return isSynced;
    },
    get closeCode() {
      return closeCode;
    },
    connect() {
      drop();
      coverage = createCoverage();
      closeCode = undefined;
      socket = new WebSocket(`${syncUrl}/${room}?ext=1`, { perMessageDeflate: false });
      listen(socket);
    },
    drop,
    close() {
      drop();
      doc.destroy();
    },
  };
}

/** Which local changes the acknowledgements of one connection speak for. */
interface Coverage {
  sent(message: Message, written: number): void;
  /** How many local changes are on the relay's disk when it confirms so many frames. Throws on more than were sent. */
  acknowledged(frames: number): number;
}

function createCoverage(): Coverage {
  let sentFrames = 0;
  let hasAnswered = false;
  let waiting: { readonly frame: number; readonly written: number }[] = [];
  let settled = 0;
  return {
    sent(message, written) {
      if (!isDocumentBearing(message)) return;
      sentFrames += 1;
      hasAnswered ||= message.type === 'sync-step-2';
      // Before the answer to the relay's SyncStep1, a frame says nothing about what was written while away.
      if (hasAnswered) waiting.push({ frame: sentFrames, written });
    },
    acknowledged(frames) {
      if (frames > sentFrames) throw new Error(`${frames} frames acknowledged of ${sentFrames} sent`);
      const last = waiting.findLastIndex(({ frame }) => frame <= frames);
      settled = waiting[last]?.written ?? settled;
      waiting = waiting.slice(last + 1);
      return settled;
    },
  };
}
