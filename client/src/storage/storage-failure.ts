/**
 * Why the device could not keep or give back a change.
 *
 * - `quota-exceeded`: the browser gives no more room.
 * - `blocked`: another tab holds an older version of the database open.
 * - `corrupted`: stored bytes cannot be read.
 * - `unavailable`: no IndexedDB (private window, policy), or it was taken away and could not be reopened.
 */
export type StorageFailure = 'quota-exceeded' | 'blocked' | 'corrupted' | 'unavailable';
