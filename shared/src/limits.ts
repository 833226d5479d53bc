const KiB = 1024;
const MiB = 1024 * KiB;

/** The largest WebSocket message either side may send. A document larger than this could never be offered again. */
export const maxFrameBytes = 16 * MiB;

/** The largest awareness frame one client may send. */
export const maxAwarenessBytes = 4 * KiB;

/** The largest state vector a client may join with; one entry per author takes about 8 bytes. */
export const maxStateVectorBytes = 1 * MiB;

/** Members of one room; the next one is closed with `roomFull`. */
export const maxRoomConnections = 1000;

/** A relay that has sent a connection nothing for this long sends an empty awareness frame, inside the stock client's 30 s watchdog. */
export const keepAliveAfterMs = 20_000;

/** How often the relay asks the transport whether the other end is alive; two misses end the connection. */
export const pingEveryMs = 25_000;

/** What may wait while a connection has not joined. */
export const maxBytesBeforeJoin = 5 * MiB;
export const joinDeadlineMs = 10_000;

/** Above this many unsent bytes a connection must make progress, or it is closed with `overloaded`. */
export const slowConsumerBytes = 1 * MiB;
export const slowConsumerDeadlineMs = 30_000;

/** A client whose oldest unacknowledged frame is older than this probes, then reconnects. */
export const ackOverdueAfterMs = 10_000;
