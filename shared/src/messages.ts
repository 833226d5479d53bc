/**
 * Every frame either side may send, one per WebSocket message.
 * The stock part is y-protocols' (https://github.com/yjs/y-protocols/blob/master/PROTOCOL.md);
 * type 110 is Écritoire's one extension (docs/protocol.md §4).
 */
export type Message = SyncMessage | AwarenessMessage | QueryAwarenessMessage | AuthMessage | ExtensionMessage;

export type SyncMessage =
  /** "This is what I have." Asks for a SyncStep2 with the rest. */
  | { readonly type: 'sync-step-1'; readonly stateVector: Uint8Array }
  /** The answer to a SyncStep1: what the asker lacks, and every deletion. Document-bearing. */
  | { readonly type: 'sync-step-2'; readonly update: Uint8Array }
  /** A change as it happens. Document-bearing. */
  | { readonly type: 'update'; readonly update: Uint8Array };

/** Who is here, as an encoded awareness update; the relay never reads the states inside. */
export type AwarenessMessage = { readonly type: 'awareness'; readonly update: Uint8Array };

/** Asks for everybody's awareness. */
export type QueryAwarenessMessage = { readonly type: 'query-awareness' };

/** The only message of the stock auth protocol. */
export type AuthMessage = { readonly type: 'permission-denied'; readonly reason: string };

export type ExtensionMessage =
  /** The relay's first frame: it will acknowledge. `epoch` changes when its log was replaced by an older one. */
  | {
      readonly type: 'hello';
      readonly version: number;
      readonly epoch: string;
      readonly durableOffset: number;
      readonly isReadOnly: boolean;
    }
  /** The first `frames` document-bearing frames of this connection are on the relay's disk. */
  | { readonly type: 'ack'; readonly frames: number; readonly durableOffset: number }
  /** Document-bearing frame number `frame` was refused and is stored nowhere. */
  | { readonly type: 'reject'; readonly frame: number; readonly reason: RejectReason }
  /** Something to tell the person; `seconds` is how long it is expected to last, 0 when unknown. */
  | { readonly type: 'notice'; readonly notice: Notice; readonly seconds: number };

/** Position is the number on the wire: add at the end only. */
export const rejectReasons = ['read-only', 'too-large', 'invalid'] as const;
export type RejectReason = (typeof rejectReasons)[number];

/** Position is the number on the wire: add at the end only. */
export const notices = ['draining', 'rate-limited', 'document-near-limit'] as const;
export type Notice = (typeof notices)[number];

/** The version of the extension that this code speaks. */
export const extensionVersion = 1;

/** Whether the frame carries document content, and so counts towards acknowledgements. */
export const isDocumentBearing = (message: Message): message is Extract<SyncMessage, { update: Uint8Array }> =>
  message.type === 'sync-step-2' || message.type === 'update';
