import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

/** Another program that speaks the stock y-websocket protocol and knows nothing of Écritoire. */
export interface StockClient {
  readonly doc: Y.Doc;
  /** Whether it has the relay's state. */
  readonly isSynced: boolean;
  /** The words of `content`, blocks separated by line ends. */
  text(): string;
  title(): string;
  /** Adds a paragraph at the end of `content`. */
  writes(text: string): void;
  close(): void;
}

export function joinAsStockClient(syncUrl: string, room: string): StockClient {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(syncUrl, room, doc, {
    disableBc: true,
    // The documented way to run in Node; `ws` is a WebSocket in all that the provider uses, not in TypeScript's eyes.
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
  });
  const content = doc.getXmlFragment('content');
  return {
    doc,
    get isSynced() {
      return provider.synced;
    },
    text: () => textOf(content),
    title: () => doc.getText('title').toString(),
    writes(text) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(text)]);
      content.push([paragraph]);
    },
    close() {
      provider.destroy();
      doc.destroy();
    },
  };
}

function textOf(parent: Y.XmlFragment): string {
  const parts = parent.toArray().map((node) => {
    if (node instanceof Y.XmlText) return wordsOf(node);
    return node instanceof Y.XmlFragment ? textOf(node) : '';
  });
  return parts.join('\n');
}

/** `toString` would spell marks as tags in the middle of words. */
function wordsOf(text: Y.XmlText): string {
  const delta: { insert?: unknown }[] = text.toDelta();
  return delta.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('');
}
