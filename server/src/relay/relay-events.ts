import type { CloseReason } from '@ecritoire/shared';

/** Why a frame was not taken; `unknown` ones are ignored, the others end the connection. */
export type FrameFault =
  | 'text'
  | 'malformed'
  | 'unknown'
  | 'too-large'
  | 'undecodable'
  | 'foreign-encoding'
  | 'implausible'
  | 'document-full'
  | 'awareness';

/** What the relay tells whoever watches it. Never document content, never a room's name: a name is a key. */
export type RelayEvents = {
  roomOpened(): void;
  roomClosed(): void;
  connectionOpened(): void;
  /** The relay ended it for this reason, or the peer left. */
  connectionClosed(reason: CloseReason | 'peer-left'): void;
  documentFrameReceived(bytes: number): void;
  /** It held nothing new, and was neither stored nor passed on. */
  knownFrameReceived(): void;
  /** Updates on their way to other peers of the room, each counted for every peer. */
  updatesDelivered(count: number): void;
  frameRejected(fault: FrameFault): void;
  /** `waitedMs` is the wait of the oldest frame that this acknowledgement covers. */
  frameAcknowledged(waitedMs: number): void;
  /** A peer sends more than its share and is read more slowly for a while. */
  peerSlowedDown(): void;
  /** A peer reads too slowly to hear everything live; it gets the rest from the log when it has caught up. */
  peerFellBehind(): void;
  /** The stored bytes of a room could not be read; its members were sent away to come back. */
  roomReadFailed(message: string): void;
};
