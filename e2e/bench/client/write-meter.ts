import type { Page, Worker } from '@playwright/test';

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

/**
 * Counts from the next load of the page on, its workers included. Bytes are those of the values: of arrays the whole
 * buffer, which is what IndexedDB keeps, of everything else its JSON.
 */
export async function installWriteMeter(page: Page): Promise<void> {
  page.on('worker', (worker) => void meterWorker(page, worker));
  await page.addInitScript(countWrites);
}

async function meterWorker(page: Page, worker: Worker): Promise<void> {
  try {
    await worker.evaluate(countWrites);
    await page.evaluate(() => dispatchEvent(new Event('worker-metered')));
  } catch {
    // The page was closed, and its worker with it.
  }
}

/** Runs in a page or in a worker, which tells the page. */
function countWrites(): void {
  type Kind = 'values' | 'bytes' | 'deletions' | 'transactions';
  const reports = new BroadcastChannel('write-meter');
  const counted: Window['writesByDatabase'] = {};
  const count = (name: string, kind: Kind, amount: number) => {
    counted[name] ??= { values: 0, bytes: 0, deletions: 0, transactions: 0 };
    counted[name][kind] += amount;
  };
  const isPage = 'document' in globalThis;
  if (isPage) {
    window.writesByDatabase = counted;
    reports.onmessage = ({ data: [name, kind, amount] }) => count(name, kind, amount);
    // A worker is not told what to do before it is counted what it does.
    const metered = new WeakSet<globalThis.Worker>();
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: globalThis.Worker, ...message: unknown[]) {
      const tell = () => {
        metered.add(this);
        Reflect.apply(post, this, message);
      };
      if (metered.has(this)) tell();
      else addEventListener('worker-metered', tell, { once: true });
    };
  }
  const note = (name: string, kind: Kind, amount = 1) => {
    if (isPage) count(name, kind, amount);
    else reports.postMessage([name, kind, amount]);
  };
  const sizeOf = (value: unknown) =>
    value instanceof Uint8Array ? value.buffer.byteLength : (JSON.stringify(value) ?? '').length;
  const stores = IDBObjectStore.prototype;
  for (const method of ['add', 'put'] as const) {
    const real = stores[method];
    stores[method] = function (this: IDBObjectStore, value, ...key) {
      note(this.transaction.db.name, 'values');
      note(this.transaction.db.name, 'bytes', sizeOf(value));
      return real.call(this, value, ...key);
    };
  }
  const realDelete = stores.delete;
  stores.delete = function (this: IDBObjectStore, key) {
    note(this.transaction.db.name, 'deletions');
    return realDelete.call(this, key);
  };
  const realTransaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, names, mode, options) {
    if (mode === 'readwrite') note(this.name, 'transactions');
    return realTransaction.call(this, names, mode, options);
  };
}

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
    return { rows: rows.length, bytes: rows.reduce((sum, row) => sum + row.buffer.byteLength, 0) };
  }, database);
