import type { GuardVerdict } from '../editor/guard/schema-guard.ts';
import type { StorageFailure } from '../storage/storage-failure.ts';
import type { DocumentSize } from '../sync/open-sync.ts';
import type { Repair } from './derive-damage.ts';

/**
 * The one word for where the person's text is (contract: `sync-status`). It never claims more than is true.
 *
 * - `loading`: the device is being read.
 * - `on-device`: everything typed is durably in IndexedDB, and no relay confirms it: there is no
 *   connection, or the server gives no acknowledgements.
 * - `sending`: something typed is not yet confirmed, by the device or by the connected relay.
 * - `saved`: the relay confirmed that all of it is on its disk.
 * - `error`: the device could not store it; the text is in memory.
 * - `read-only`: the relay refuses changes from this person.
 * - `update-needed`: a newer version of Écritoire wrote something that this one must not touch.
 */
export type SaveState = 'loading' | 'on-device' | 'sending' | 'saved' | 'read-only' | 'update-needed' | 'error';

/** What the page may show of the document. The editor may be mounted in `ready` only. */
export type DocumentPhase =
  /** Reading from the device: milliseconds. */
  | { readonly name: 'loading' }
  /** Not on this device; the relay is being asked. */
  | { readonly name: 'fetching' }
  /** Not on this device, and there is no connection. Turns into `fetching` by itself when there is. */
  | { readonly name: 'absent' }
  /** May be shown and, as far as its schema goes, edited; or holds what this version must not touch. */
  | GuardVerdict
  /** The device's copy cannot be read, and is left as it is. The relay is asked for its own, which opens by itself. */
  | { readonly name: 'unreadable'; readonly failure: StorageFailure; readonly isRelayEmpty: boolean }
  /** It was deleted from this device in another tab. */
  | { readonly name: 'removed' };

export type Connection =
  /** The server has spoken. */
  | 'connected'
  /** Trying, or waiting to try again. */
  | 'connecting'
  /** The relay said not to come back (close codes 44xx). */
  | 'refused';

export interface DocumentStatus {
  readonly phase: DocumentPhase;
  readonly save: SaveState;
  readonly connection: Connection;
  readonly size: DocumentSize;
  /** False behind a stock y-websocket server, which shares but confirms nothing. Meaningful when connected. */
  readonly isConfirmedByRelay: boolean;
  /** Every change made here up to now is on the device. */
  readonly isStored: boolean;
  /** When the device last stored a change, in this session; `undefined` before. Milliseconds since 1970. */
  readonly storedAt: number | undefined;
  /** When the relay last confirmed everything, in this session. Milliseconds since 1970. */
  readonly savedAt: number | undefined;
  /** Present exactly when `save` is `error`. */
  readonly failure: StorageFailure | undefined;
  /** What became of the part that the device could not read. */
  readonly repair: Repair;
  /** When the browser deleted this document under the page, and the page stored it again; milliseconds since 1970. */
  readonly restoredAt: number | undefined;
  /** Whether the relay has all of it on its disk, whatever the device does. */
  readonly isOnRelay: boolean;
  /** Connected without a WebSocket, because the network lets none through. */
  readonly isOverHttp: boolean;
  /** Not connected, and somebody else answers in the relay's place, as a sign-in page does. */
  readonly isIntercepted: boolean;
  /** The relay has given all it had, in this session. */
  readonly hasReceived: boolean;
  /** The last attempt to connect did not succeed, or the connection was lost since. */
  readonly hasFailed: boolean;
}
