/**
 * Why the device could not keep or give back a change.
 *
 * - `quota-exceeded`: the browser gives no more room.
 * - `blocked`: another tab holds the database and does not let go.
 * - `newer-version`: a newer version of Écritoire has changed the database.
 * - `corrupted`: stored bytes cannot be read.
 * - `unavailable`: no IndexedDB (private window, policy), or it was taken away and could not be reopened.
 */
export type StorageFailure = 'quota-exceeded' | 'blocked' | 'newer-version' | 'corrupted' | 'unavailable';
