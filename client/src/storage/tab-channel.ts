import * as Y from 'yjs';

/** What the tabs of one browser tell each other about one document. */
type TabMessage =
  /** "I have this; what do you have that I lack?" `isWhole`: the sender could read everything that was stored. */
  | { readonly type: 'hello'; readonly stateVector: Uint8Array; readonly isAnswer: boolean; readonly isWhole?: boolean }
  /** `isStored`: the sender has it on disk, so the receiver need not write it again. */
  | { readonly type: 'update'; readonly update: Uint8Array; readonly isStored: boolean }
  | { readonly type: 'awareness'; readonly update: Uint8Array }
  /** The document was deleted from this device. */
  | { readonly type: 'deleted' };

export interface TabChannelHandlers {
  updateReceived(update: Uint8Array, isStored: boolean): void;
  awarenessReceived(update: Uint8Array): void;
  /** Whether this tab has everything that was stored when it opened the document. */
  isWhole(): boolean;
  /** A tab that has has given this one all it lacked. */
  wholeTabHeard(): void;
  /** Another tab has just opened the document, and sees nobody yet. */
  tabArrived(): void;
  deleted(): void;
}

/** The line between tabs. Bytes from another tab are as trusted as our own: same origin, same program or an older one. */
export interface TabChannel {
  /** Asks the other tabs for what this one lacks, and offers what they lack. Call once the stored rows are loaded. */
  announce(): void;
  sendUpdate(update: Uint8Array, isStored: boolean): void;
  sendAwareness(update: Uint8Array): void;
  close(): void;
}

const channelName = (name: string) => `ecritoire:${name}`;

/** Tells every tab that has the document open that it is being deleted from this device. */
export function announceDeletion(name: string): void {
  const channel = new BroadcastChannel(channelName(name));
  channel.postMessage({ type: 'deleted' } satisfies TabMessage);
  channel.close();
}

/** Gives every tab that has the document open a change that was stored without opening it. */
export function announceUpdate(name: string, update: Uint8Array): void {
  const channel = new BroadcastChannel(channelName(name));
  channel.postMessage({ type: 'update', update, isStored: true } satisfies TabMessage);
  channel.close();
}

/**
 * Joins the tabs that have the same document open. The stock provider's own channel is not used: it never forwards
 * to the relay what it heard from a tab, so a tab could say `saved` over another tab's unsent words.
 */
export function joinTabChannel(name: string, doc: Y.Doc, handlers: TabChannelHandlers): TabChannel {
  const channel = new BroadcastChannel(channelName(name));
  const send = (message: TabMessage) => channel.postMessage(message);
  // Who opens the document says hello, and gets then what was not said before.
  let hasCompany = false;

  const hello = (isAnswer: boolean) =>
    send({ type: 'hello', stateVector: Y.encodeStateVector(doc), isAnswer, isWhole: handlers.isWhole() });

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    hasCompany = true;
    switch (data.type) {
      case 'hello':
        send({ type: 'update', update: Y.encodeStateAsUpdate(doc, data.stateVector), isStored: false });
        if (!data.isAnswer) {
          hello(true);
          handlers.tabArrived();
        } else if (data.isWhole === true) {
          // Its answer to our hello came before.
          handlers.wholeTabHeard();
        }
        break;
      case 'update':
        handlers.updateReceived(data.update, data.isStored);
        break;
      case 'awareness':
        handlers.awarenessReceived(data.update);
        break;
      case 'deleted':
        handlers.deleted();
        break;
      default:
        // A newer tab speaks: what it says that matters also reaches us by the disk and the relay.
        break;
    }
  };

  return {
    announce: () => hello(false),
    sendUpdate(update, isStored) {
      if (hasCompany) send({ type: 'update', update, isStored });
    },
    sendAwareness(update) {
      if (hasCompany) send({ type: 'awareness', update });
    },
    close: () => channel.close(),
  };
}
