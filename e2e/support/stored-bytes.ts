import type { Page } from '@playwright/test';

/** Every database of the page's site, with every key and value in it, as one text that differs when a byte does. */
export const readStoredBytes = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const answerTo = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const plain = (_key: string, value: unknown) => (value instanceof Uint8Array ? `bytes ${value.toHex()}` : value);
    const found: unknown[] = [];
    for (const { name = '', version } of await indexedDB.databases()) {
      const database = await answerTo(indexedDB.open(name));
      for (const storeName of database.objectStoreNames) {
        const store = database.transaction(storeName).objectStore(storeName);
        const [keys, values] = await Promise.all([answerTo(store.getAllKeys()), answerTo(store.getAll())]);
        found.push({ name, version, storeName, keys, values });
      }
      database.close();
    }
    return JSON.stringify(found, plain);
  });
