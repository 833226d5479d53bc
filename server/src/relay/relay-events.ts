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
  | 'awareness';

/** What the relay tells whoever watches it. Never document content, never a room's name: a name is a key. */
export type RelayEvents = {
  roomOpened(): void;
  roomClosed(): void;
  connectionOpened(): void;
  /** The relay ended it for this reason, or the peer left. */
  connectionClosed(reason: CloseReason | 'peer-left'): void;
  documentFrameReceived(bytes: number): void;
  frameRejected(fault: FrameFault): void;
  /** `waitedMs` is the wait of the oldest frame that this acknowledgement covers. */
  frameAcknowledged(waitedMs: number): void;
  /** The stored bytes of a room could not be read; its members were sent away to come back. */
  roomReadFailed(message: string): void;
};
