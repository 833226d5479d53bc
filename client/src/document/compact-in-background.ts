/**
 * Compacts a document's rows in a thread of its own, which ends with it: merging a document of 500 pages would hold up
 * the keys for a quarter of a second. Never fails: what is not compacted now is when the document is opened next, and a
 * disk that fails shows itself at the next append.
 */
export function compactInBackground(name: string): Promise<void> {
  // A document that is opened outside of a page is compacted by the next page.
  if (!('Worker' in globalThis)) return Promise.resolve();
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./compaction-worker.ts', import.meta.url), { type: 'module' });
    const end = () => {
      worker.terminate();
      resolve();
    };
    worker.addEventListener('message', end);
    worker.addEventListener('error', end);
    worker.postMessage(name);
  });
}
