const KiB = 1024;
const MiB = 1024 * KiB;

/** The largest WebSocket message either side may send. A document larger than this could never be offered again. */
export const maxFrameBytes = 16 * MiB;

/** The largest awareness state of one client. */
export const maxAwarenessBytes = 4 * KiB;

/** Yjs clients that one connection may announce: a browser shares one connection between its tabs. */
export const maxClientsPerConnection = 32;

/** The largest state vector a client may join with; one entry takes about 8 bytes, and a document has 65,536 at most. */
export const maxStateVectorBytes = 1 * MiB;

/** A document that takes more than this, compacted, is soon at its limit: its people are told. */
export const nearDocumentLimitBytes = 5_000_000;

/** A document that takes more than this, compacted, takes nothing but deletions. It must fit into a frame. */
export const maxDocumentBytes = 15_000_000;

/** What a connection may send, on average and at once; who sends more is read more slowly. */
export const receivedBytesPerSecond = 1 * MiB;
export const receivedBurstBytes = 16 * MiB;

/** How often a connection is told again what it lacks, on average and at once; of questions beyond, the newest waits. */
export const answersPerSecond = 10;
export const answersBurst = 20;

/** Members of one room; the next one is closed with `roomFull`. */
export const maxRoomConnections = 1000;

/** A relay that has sent a connection nothing for this long sends an empty awareness frame, inside the stock client's 30 s watchdog. */
export const keepAliveAfterMs = 20_000;

/** How often the relay asks the transport whether the other end is alive; two misses end the connection. */
export const pingEveryMs = 25_000;

/** What may wait while the answer to a connection's SyncStep1 is made. */
export const maxBytesBeforeJoin = 5 * MiB;

/** A connection that has not sent its SyncStep1 by then is ended. */
export const joinDeadlineMs = 10_000;

/** Above this many unsent bytes a connection is told only what cannot be put off. */
export const slowConsumerBytes = 1 * MiB;

/**
 * A connection that takes nothing of what waits for it for this long is dropped. Progress comes in leaps: Linux calls a
 * socket writable again when a third of its buffer of 4 MiB is free, 70 s at the slowest rate.
 */
export const slowConsumerDeadlineMs = 120_000;

/** The slowest that a peer may read: a ping is not missed before it can have come out behind what was sent earlier. */
export const slowestBytesPerSecond = 20_000;

/** A client whose oldest unacknowledged frame is older than this probes, then reconnects. */
export const ackOverdueAfterMs = 10_000;

/** The largest message that a transport passes on; one above `maxFrameBytes` is refused by the relay with a reason. */
export const maxCarriedBytes = 2 * maxFrameBytes;

/**
 * What one HTTP request carries at most. Below what proxies let through by default (nginx: 1 MiB), and on its way within
 * 15 s at 20 kB/s.
 */
export const maxParcelBytes = 256 * KiB;

/** How long the relay keeps a client's question open when there is nothing to say, in seconds. */
export const longestPollSeconds = 25;

/** A session over HTTP that asks for nothing for this long is over. */
export const sessionIdleMs = 30_000;
