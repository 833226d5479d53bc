import type { Connection } from './connection.ts';
import { customStore, readFrom, sessionPrefix, type UpdatesDatabase, updatesStore } from './database.ts';
import { sealRow } from './row-seal.ts';
import { toUnsavedMark, type UnsavedMarks, unsavedKey } from './unsaved-marks.ts';

/** A change made on this device is `own`; what came from a relay or another tab is `received`. */
export type UpdateOrigin = 'own' | 'received';

/** Updates that become rows in one transaction. */
export type Batch = readonly { readonly update: Uint8Array; readonly origin: UpdateOrigin }[];

export const countOwn = (batch: Batch): number => batch.filter(({ origin }) => origin === 'own').length;

/** Turns updates into rows, and knows what this session has written and which rows must still be there. */
export interface BatchWriter {
  /**
   * Writes the batch in one strict transaction, with this session's marks; and everything else too if the database
   * was emptied under us. Resolves to whether it was. Rejects with a DOMException: then nothing of it is stored.
   */
  write(batch: Batch): Promise<boolean>;
  /** That many rows were read on this connection. `undefined`: there was no database. */
  rowsRead(count: number, database: UpdatesDatabase | undefined): void;
  /** Whether there are rows that the browser can take away. */
  hasRows(): boolean;
  /** Own changes of this session that are stored; with the session's id, its unsaved mark. */
  ownMark(): readonly [session: string, count: number];
  /** These marks are no longer on the device. */
  marksCleared(marks: UnsavedMarks): void;
}

export interface BatchWriterOptions {
  /** Unique to this opening of the document: the Yjs client id. */
  readonly session: string;
  /** The whole document as one update: written when the browser has taken the database away under an open tab. */
  encodeEverything(): Uint8Array;
  now(): number;
}

export function createBatchWriter(connection: Connection, options: BatchWriterOptions): BatchWriter {
  const { session } = options;
  let hasRows = false;
  /** The connection on which the rows were last seen; on any other they may be gone. */
  let proven: UpdatesDatabase | undefined;
  let ownStored = 0;
  /** When the first own change was stored that no relay has confirmed. */
  let unsavedSince: number | undefined;

  async function write(batch: Batch): Promise<boolean> {
    const opened = await connection.created();
    const mustRestore = hasRows && opened !== proven && (await readFrom(opened, updatesStore).count()) === 0;
    if (batch.length === 0 && !mustRestore) return false;
    const own = countOwn(batch);
    const since = unsavedSince ?? options.now();
    const transaction = opened.transaction([updatesStore, customStore], 'readwrite', { durability: 'strict' });
    const updates = transaction.objectStore(updatesStore);
    const requests: Promise<unknown>[] = batch.map(({ update }) => updates.add(sealRow(update)));
    if (mustRestore) requests.push(updates.add(sealRow(options.encodeEverything())));
    const custom = transaction.objectStore(customStore);
    // What other sessions had marked is gone with the database: this session answers for all of it.
    if (own > 0 || mustRestore) requests.push(custom.put(toUnsavedMark(ownStored + own, since), unsavedKey(session)));
    if (own > 0 && (ownStored === 0 || mustRestore)) requests.push(custom.put(true, sessionPrefix + session));
    // What becomes of them is what becomes of the transaction. Chromium leaves some without any answer when it aborts.
    for (const request of [...requests, transaction.done]) request.catch(() => undefined);
    // Without it the transaction of a page that is being closed is given up; with it the browser finishes alone.
    transaction.commit();
    await transaction.done;
    hasRows = true;
    proven = opened;
    ownStored += own;
    if (own > 0) unsavedSince = since;
    return mustRestore;
  }

  return {
    write,
    rowsRead(count, database) {
      hasRows = count > 0;
      proven = database;
    },
    hasRows: () => hasRows,
    ownMark: () => [session, ownStored],
    marksCleared(marks) {
      if (marks.get(session) === ownStored) unsavedSince = undefined;
    },
  };
}
