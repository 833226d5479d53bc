import type { Page } from '@playwright/test';

/** What a page wrote to one kind of database. */
export interface Writes {
  readonly values: number;
  readonly bytes: number;
  readonly deletions: number;
  readonly transactions: number;
}

/** What lies in a database now. */
export interface Contents {
  readonly rows: number;
  readonly bytes: number;
}

declare global {
  interface Window {
    writesByDatabase: Record<string, { values: number; bytes: number; deletions: number; transactions: number }>;
  }
}

/** Counts from the next load of the page on. Bytes are those of the values: arrays as they are, else as JSON. */
export const installWriteMeter = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const counted: Window['writesByDatabase'] = {};
    window.writesByDatabase = counted;
    const of = (name: string) => {
      counted[name] ??= { values: 0, bytes: 0, deletions: 0, transactions: 0 };
      return counted[name];
    };
    const sizeOf = (value: unknown) =>
      value instanceof Uint8Array ? value.byteLength : (JSON.stringify(value) ?? '').length;
    const stores = IDBObjectStore.prototype;
    for (const method of ['add', 'put'] as const) {
      const real = stores[method];
      stores[method] = function (this: IDBObjectStore, value, ...key) {
        const writes = of(this.transaction.db.name);
        writes.values += 1;
        writes.bytes += sizeOf(value);
        return real.call(this, value, ...key);
      };
    }
    const realDelete = stores.delete;
    stores.delete = function (this: IDBObjectStore, key) {
      of(this.transaction.db.name).deletions += 1;
      return realDelete.call(this, key);
    };
    const realTransaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, names, mode, options) {
      if (mode === 'readwrite') of(this.name).transactions += 1;
      return realTransaction.call(this, names, mode, options);
    };
  });

/** What was written to the database since the page was loaded. */
export const readWrites = (page: Page, database: string): Promise<Writes> =>
  page.evaluate(
    (name) => window.writesByDatabase[name] ?? { values: 0, bytes: 0, deletions: 0, transactions: 0 },
    database,
  );

/** Reads the rows of a document's database. */
export const readContents = (page: Page, database: string): Promise<Contents> =>
  page.evaluate(async (name) => {
    const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const opened = await answerTo(indexedDB.open(name));
    const rows: Uint8Array[] = await answerTo(opened.transaction('updates').objectStore('updates').getAll());
    opened.close();
    return { rows: rows.length, bytes: rows.reduce((sum, row) => sum + row.byteLength, 0) };
  }, database);
