/** What a client may do after the relay closed its connection. */
export type AfterClose = 'retry' | 'stop';

/**
 * Why the relay ended a connection. A stock y-websocket client (3.1) stops on 4400–4499 and retries on
 * everything else, so the ranges are chosen by what the client should do (docs/protocol.md, rule R9).
 */
export const closeCodes = {
  /** The relay restarts; come back. */
  restart: 1001,
  /** The relay failed on its side; come back. */
  internal: 1011,
  /** Too much at once, or too slow to read; come back later. */
  overloaded: 1013,
  /** The peer broke the protocol: an update that does not decode, a text frame, an empty frame. */
  protocolError: 4400,
  unauthenticated: 4401,
  forbidden: 4403,
  /** The address names no room that may exist. */
  notFound: 4404,
  tooLarge: 4413,
  clientTooOld: 4426,
  roomFull: 4503,
  rateLimited: 4529,
} as const;

export type CloseReason = keyof typeof closeCodes;

/** What the stock client will do, and ours does too. */
export const afterClose = (code: number): AfterClose => (code >= 4400 && code <= 4499 ? 'stop' : 'retry');
