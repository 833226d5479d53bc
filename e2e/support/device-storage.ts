import type { Page } from '@playwright/test';

/** One stored row of a document, as a page sees it. */
export interface DeviceRow {
  readonly key: number;
  readonly bytes: readonly number[];
}

/** The rows that this page's browser keeps of a document. */
export const readRows = (page: Page, address: string): Promise<DeviceRow[]> =>
  page.evaluate(async (name) => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows: { key: number; bytes: number[] }[] = [];
    await new Promise((resolve) => {
      const request = opened.transaction('updates').objectStore('updates').openCursor();
      request.onsuccess = () => {
        const cursor = request.result;
        if (cursor === null) return resolve(undefined);
        rows.push({ key: Number(cursor.key), bytes: Array.from(cursor.value) });
        cursor.continue();
      };
    });
    opened.close();
    return rows;
  }, nameOf(address));

/** How many rows there are; unlike reading them this costs the page nothing. */
export const countRows = (page: Page, address: string): Promise<number> =>
  page.evaluate(async (name) => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const count = await new Promise<number>((resolve) => {
      const request = opened.transaction('updates').objectStore('updates').count();
      request.onsuccess = () => resolve(request.result);
    });
    opened.close();
    return count;
  }, nameOf(address));

/** The sessions of which something is noted as unsent. */
export const readUnsentSessions = (page: Page, address: string): Promise<string[]> =>
  page.evaluate(async (name) => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const keys = await new Promise<IDBValidKey[]>((resolve) => {
      const request = opened.transaction('custom').objectStore('custom').getAllKeys();
      request.onsuccess = () => resolve(request.result);
    });
    opened.close();
    return keys.map(String).filter((key) => key.startsWith('ecritoire:unsaved:'));
  }, nameOf(address));

/** Flips one bit in the middle of each of these rows, as a failing disk would; the page must not have the document open. */
export const flipBits = (page: Page, address: string, keys: readonly number[]): Promise<void> =>
  page.evaluate(
    async ({ name, damaged }) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = opened.transaction('updates', 'readwrite');
      const rows = transaction.objectStore('updates');
      for (const key of damaged) {
        const request = rows.get(key);
        request.onsuccess = () => {
          const row: Uint8Array = request.result;
          const at = row.length >> 1;
          row[at] = (row[at] ?? 0) ^ 1;
          rows.put(row, key);
        };
      }
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      opened.close();
    },
    { name: nameOf(address), damaged: keys },
  );

/** Adds rows as another program would; the page must not have the document open. */
export const addRows = (page: Page, address: string, updates: readonly Uint8Array[]): Promise<void> =>
  page.evaluate(
    async ({ name, rows }) => {
      const opened = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      const transaction = opened.transaction('updates', 'readwrite');
      for (const row of rows)
        transaction.objectStore('updates').add(Uint8Array.from(atob(row), (letter) => letter.charCodeAt(0)));
      await new Promise((resolve) => {
        transaction.oncomplete = resolve;
      });
      opened.close();
    },
    { name: nameOf(address), rows: updates.map((update) => Buffer.from(update).toString('base64')) },
  );

/** A document's database has its id for a name; its address ends with it. */
export const nameOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1);

/** The format of a document's database; `sizes` counts what a newer one has besides, where it is. */
export const readFormat = (page: Page, address: string): Promise<{ version: number; sizes: number | undefined }> =>
  page.evaluate(async (name) => {
    const opened = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const { version } = opened;
    const sizes = opened.objectStoreNames.contains('sizes')
      ? await new Promise<number>((resolve) => {
          const request = opened.transaction('sizes').objectStore('sizes').count();
          request.onsuccess = () => resolve(request.result);
        })
      : undefined;
    opened.close();
    return { version, sizes };
  }, nameOf(address));
