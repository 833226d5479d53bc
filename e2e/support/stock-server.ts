import { decodeMessage, encodeMessage, type Message } from '@ecritoire/shared';
import type { WebSocketRoute } from '@playwright/test';
import * as Y from 'yjs';

/** A plain y-websocket server at the other end of a page's socket: it shares a document and confirms nothing. */
export function answerAsStockServer(socket: WebSocketRoute, doc: Y.Doc): void {
  const send = (message: Message) => socket.send(Buffer.from(encodeMessage(message)));
  let hasAsked = false;
  socket.onMessage((frame) => {
    const message = typeof frame === 'string' ? undefined : decodeMessage(frame);
    if (!message?.ok) throw new Error('The page sent what is no message');
    switch (message.value.type) {
      case 'sync-step-1':
        send({ type: 'sync-step-2', update: Y.encodeStateAsUpdate(doc, message.value.stateVector) });
        if (!hasAsked) send({ type: 'sync-step-1', stateVector: Y.encodeStateVector(doc) });
        hasAsked = true;
        break;
      case 'sync-step-2':
      case 'update':
        Y.applyUpdate(doc, message.value.update);
        break;
      default:
        // Who is here is of no interest to this server.
        break;
    }
  });
}

/** Joins a page's socket with the real relay, passing what the relay sends through `change`; `undefined` is withheld. */
export function interceptRelay(socket: WebSocketRoute, change: (message: Message) => Message | undefined): void {
  const relay = socket.connectToServer();
  relay.onMessage((frame) => {
    const message = typeof frame === 'string' ? undefined : decodeMessage(frame);
    if (!message?.ok) throw new Error('The relay sent what is no message');
    const changed = change(message.value);
    if (changed !== undefined) socket.send(Buffer.from(encodeMessage(changed)));
  });
}
