/**
 * Makes of a document's database in one format the next one. It runs in the browser's own transaction, which is kept
 * whole or not at all: a step that throws, or a browser killed within it, leaves the database as it was. It must use
 * nothing but that transaction's requests, must not lose a row, and is never changed once it was released.
 */
export type FormatUpgrade = (opened: IDBDatabase, transaction: IDBTransaction) => void;

/** From the first format on, y-indexeddb 9's: the first of them makes format 2 of it. There has been none. */
export const formatUpgrades: readonly FormatUpgrade[] = [];
