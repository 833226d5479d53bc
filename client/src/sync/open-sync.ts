import {
  ackOverdueAfterMs,
  closeCodes,
  decodeExtension,
  encodeMessage,
  extensionFrameType,
  type RoomId,
} from '@ecritoire/shared';
import * as decoding from 'lib0/decoding';
import type { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { shallow } from 'zustand/vanilla/shallow';
import { Acknowledgements, type Confirmation } from './acknowledgements.ts';
import { createBackOff } from './back-off.ts';
import { createRelaySocketClass, type RelaySocket } from './relay-socket.ts';
import { postToSite } from './transport/ask-relay.ts';
import { ChosenSocket } from './transport/chosen-socket.ts';
import type { Transport } from './transport/transport-choice.ts';
import { transportOfDevice } from './transport/transport-of-device.ts';

export interface SyncState {
  readonly connection: 'connected' | 'connecting' | 'refused';
  /** The last attempt to connect did not succeed, or the connection was lost since. */
  readonly hasFailed: boolean;
  /** A relay's content has arrived, on this connection or an earlier one. */
  readonly hasReceived: boolean;
  readonly confirmation: Confirmation['state'];
  readonly isReadOnly: boolean;
  readonly size: DocumentSize;
  /** What carries the document now, or did last. */
  readonly transport: Transport;
  /** At the last attempt somebody else answered in the relay's place: a sign-in page, a filter. */
  readonly isIntercepted: boolean;
}

/** What the relay says of the document's size. `too-large`: that is why it refused; `near-limit`: it soon will. */
export type DocumentSize = 'fine' | 'near-limit' | 'too-large';

/** One document's line to the relay. */
export interface Sync {
  readonly state: StoreApi<SyncState>;
  /** Whether a Yjs transaction with this origin came over this line. */
  isReceived(origin: unknown): boolean;
  connect(): void;
  /** Tries now, also after a refusal. */
  retry(): void;
  close(): void;
}

export interface SyncOptions {
  readonly room: RoomId;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Called right before an update of the relay is applied, with what it deletes. */
  updateArrives?(update: Uint8Array, deleteSet: ReturnType<typeof Y.decodeUpdate>['ds']): void;
  /** Where the rooms are: `wss://notes.example/sync`. */
  readonly serverUrl: string;
  readonly random: () => number;
  readonly now: () => number;
}

const checkEveryMs = 2_500;
/** y-protocols: the frame that holds one of SyncStep1, SyncStep2 and Update. */
const syncFrameType = 0;
const syncStep1 = 0;

/**
 * Synchronises a document through the stock y-websocket provider, extended by its public hooks only: a socket class
 * that counts frames and spreads reconnections, and a handler for the relay's extension frames. Connects when told to.
 */
export function openSync(options: SyncOptions): Sync {
  const { room, doc, awareness, now } = options;
  const state = createStore<SyncState>(() => ({
    connection: 'connecting',
    hasFailed: false,
    hasReceived: false,
    confirmation: 'unknown',
    isReadOnly: false,
    size: 'fine',
    transport: 'websocket',
    isIntercepted: false,
  }));
  const backOff = createBackOff(options.random);
  const choice = transportOfDevice(`${options.serverUrl}/${room}`);
  let socket: RelaySocket | undefined;
  let acknowledgements = new Acknowledgements(now);
  let isOpen = false;
  let hasProbed = false;

  const publish = () => {
    const { state: confirmation, isReadOnly, isNearLimit } = acknowledgements.confirmation;
    const current = state.getState();
    // An open socket says nothing yet about who is at the other end.
    const isHeard = isOpen && confirmation !== 'unknown';
    const connection = isHeard ? 'connected' : current.connection === 'refused' ? 'refused' : 'connecting';
    // A refusal stands until the relay takes the document again.
    const size = isNearLimit ? 'near-limit' : isHeard ? 'fine' : current.size;
    const next: SyncState = { ...current, connection, confirmation, isReadOnly, size };
    if (!shallow(next, current)) state.setState(next);
  };

  const RelaySocketClass = createRelaySocketClass(
    {
      delayBeforeOpeningMs: () => backOff.nextDelayMs(),
      opened(transport) {
        isOpen = true;
        hasProbed = false;
        acknowledgements = new Acknowledgements(now);
        state.setState({ hasFailed: false, transport, isIntercepted: false });
        publish();
      },
      sent(frame) {
        acknowledgements.sent(frame);
        publish();
      },
      received(frame) {
        acknowledgements.received(frame);
        publish();
      },
      closed(_code, isIntercepted) {
        isOpen = false;
        acknowledgements = new Acknowledgements(now);
        state.setState({ hasFailed: true, isIntercepted });
        publish();
      },
    },
    (url) => new ChosenSocket({ url, choice, post: postToSite }),
    (created) => {
      socket = created;
    },
  );

  const provider = new WebsocketProvider(options.serverUrl, room, doc, {
    awareness,
    connect: false,
    disableBc: true,
    params: { ext: '1' },
    // Our socket class waits by itself.
    maxBackoffTime: 100,
    // It has the part of the interface that the provider uses.
    WebSocketPolyfill: RelaySocketClass as unknown as typeof WebSocket,
  });

  // It hears of changes only once it connects: until then it has nothing to do with them, and for a listener Yjs encodes
  // all of a document that is read from the device.
  doc.off('update', provider._updateHandler);

  const applySyncMessage = provider.messageHandlers[syncFrameType];
  provider.messageHandlers[syncFrameType] = (encoder, decoder, ...rest) => {
    announceUpdate(decoder);
    applySyncMessage?.(encoder, decoder, ...rest);
  };

  function announceUpdate(decoder: decoding.Decoder): void {
    try {
      const ahead = decoding.clone(decoder);
      if (decoding.readVarUint(ahead) === syncStep1) return;
      const update = decoding.readVarUint8Array(ahead);
      options.updateArrives?.(update, Y.decodeUpdate(update).ds);
    } catch {
      // It does not decode: the provider finds that out as well, says so, and applies nothing.
    }
  }

  provider.messageHandlers[extensionFrameType] = (_encoder: unknown, decoder: decoding.Decoder) => {
    const message = decodeExtension(decoding.readVarUint8Array(decoder));
    // A kind that only a newer relay knows is not for us.
    if (!message.ok) return;
    if (!acknowledgements.take(message.value)) reconnect();
    publish();
  };

  provider.on('sync', (isSynced) => {
    if (!isSynced) return;
    backOff.reset();
    state.setState({ hasReceived: true });
  });

  provider.on('status', ({ status }) => {
    const local = awareness.getLocalState();
    // Others ignore a returning client whose awareness clock did not move (y-websocket#122). Of nobody, nothing is said.
    if (status === 'connected' && local !== null) awareness.setLocalState(local);
  });

  provider.on('closed', ({ code }) => {
    state.setState({ connection: 'refused', ...(code === closeCodes.tooLarge && { size: 'too-large' }) });
  });

  function connect(): void {
    doc.on('update', provider._updateHandler);
    provider.connect();
  }

  function reconnect(): void {
    provider.disconnect();
    connect();
  }

  /** An unanswered frame on an open socket: ask again first, then take the line for dead. */
  function checkOverdue(): void {
    const overdueMs = acknowledgements.overdueMs();
    if (overdueMs < ackOverdueAfterMs) {
      hasProbed = false;
    } else if (!hasProbed) {
      hasProbed = true;
      socket?.send(encodeMessage({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) }));
    } else if (overdueMs >= 2 * ackOverdueAfterMs) {
      reconnect();
    }
  }

  function retry(): void {
    backOff.reset();
    if (state.getState().connection === 'refused') state.setState({ connection: 'connecting' });
    connect();
    socket?.openNow();
  }

  const becameReachable = () => {
    if (!isOpen && provider.shouldConnect) retry();
  };
  const check = setInterval(checkOverdue, checkEveryMs);
  addEventListener('online', becameReachable);
  const stopWatchingPage = whenPageIsVisible(becameReachable);

  return {
    state,
    isReceived: (origin) => origin === provider,
    connect,
    retry,
    close() {
      clearInterval(check);
      removeEventListener('online', becameReachable);
      stopWatchingPage();
      provider.destroy();
    },
  };
}

/** Calls back each time the page becomes visible, until the returned function is called. A worker has no page. */
function whenPageIsVisible(becameVisible: () => void): () => void {
  if (!('document' in globalThis)) return () => undefined;
  const look = () => {
    if (document.visibilityState === 'visible') becameVisible();
  };
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}
