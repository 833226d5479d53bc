import { WebsocketProvider as Provider31 } from 'y-websocket';
import { WebsocketProvider as Provider1 } from 'y-websocket-1';
import { WebsocketProvider as Provider2 } from 'y-websocket-2';
import { WebsocketProvider as Provider30 } from 'y-websocket-3-0';
import * as Y from 'yjs';
import { createRecordedLine, type RecordedLine } from '../support/recorded-line.ts';
import { Doc as Doc14, WebsocketProvider as Provider4 } from './version-4.ts';

/** A published client that knows nothing of Écritoire, with the document in it. */
export interface StockPerson {
  readonly line: RecordedLine;
  readonly text: SharedText;
  readonly provider: StockProvider;
  /** What this person sees of everybody, themselves included: names, sorted. */
  names(): readonly string[];
  /** Says who they are, as a new state: the clock moves. */
  introduce(name: string): void;
  leave(): void;
}

interface SharedText {
  readonly length: number;
  insert(index: number, text: string): void;
  delete(index: number, length: number): void;
  toString(): string;
}

interface StockProvider {
  readonly synced: boolean;
  readonly wsconnected: boolean;
  readonly bcconnected: boolean;
  readonly awareness: {
    getStates(): ReadonlyMap<number, { readonly [key: string]: unknown }>;
    setLocalState(state: { readonly [key: string]: unknown } | null): void;
    destroy(): void;
  };
  destroy(): void;
}

interface SharedDocument {
  getText(name: string): SharedText;
  destroy(): void;
}

export interface StockOptions {
  readonly line?: RecordedLine;
  /** Whether tabs of one browser talk to each other; off unless asked for. */
  readonly withBroadcastChannel?: boolean;
  readonly resyncEveryMs?: number;
}

export interface StockVersion {
  readonly name: string;
  join(syncUrl: string, room: string, options?: StockOptions): StockPerson;
}

/** The one that most people get today. */
export const newestStockVersion = stockVersion('y-websocket 3.1.0', () => new Y.Doc(), Provider31);

/** Every major of the client that people run; 4 is the newest pre-release, on Yjs 14. */
export const stockVersions: readonly StockVersion[] = [
  stockVersion('y-websocket 1.5.4', () => new Y.Doc(), Provider1),
  stockVersion('y-websocket 2.1.0', () => new Y.Doc(), Provider2),
  stockVersion('y-websocket 3.0.0', () => new Y.Doc(), Provider30),
  newestStockVersion,
  stockVersion('@y/websocket 4.0.0-3', () => new Doc14(), Provider4),
];

type ProviderClass<Doc> = new (
  syncUrl: string,
  room: string,
  doc: Doc,
  options: {
    WebSocketPolyfill: typeof globalThis.WebSocket;
    disableBc: boolean;
    resyncInterval: number;
  },
) => StockProvider;

// Every stock provider listens to the end of the process, and a test has a dozen of them: no leak.
process.setMaxListeners(40);

function stockVersion<Doc extends SharedDocument>(
  name: string,
  createDoc: () => Doc,
  Provider: ProviderClass<Doc>,
): StockVersion {
  return {
    name,
    join(syncUrl, room, { line = createRecordedLine(), withBroadcastChannel = false, resyncEveryMs = -1 } = {}) {
      const doc = createDoc();
      const provider = new Provider(syncUrl, room, doc, {
        WebSocketPolyfill: line.WebSocket,
        disableBc: !withBroadcastChannel,
        resyncInterval: resyncEveryMs,
      });
      return {
        line,
        provider,
        text: doc.getText('content'),
        names: () =>
          [...provider.awareness.getStates().values()]
            .flatMap(({ name: said }) => said ?? [])
            .map(String)
            .sort(),
        introduce: (said) => provider.awareness.setLocalState({ name: said }),
        leave() {
          provider.destroy();
          doc.destroy();
        },
      };
    },
  };
}
