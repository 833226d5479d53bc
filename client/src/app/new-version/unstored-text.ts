import type { DocumentRegistry } from '../document-registry.ts';

const lockName = 'ecritoire:unstored-text';

/**
 * Tells the other windows for as long as this one holds text that the device refuses to store. A window that crashes
 * or is closed stops saying so: the browser lets go of its lock.
 */
export function announceUnstoredText(
  documents: Pick<DocumentRegistry, 'hasUnstoredText' | 'subscribe'>,
  locks: LockManager,
): void {
  let letGo: (() => void) | undefined;
  documents.subscribe(() => {
    if (documents.hasUnstoredText() === (letGo !== undefined)) return;
    if (letGo !== undefined) {
      letGo();
      letGo = undefined;
      return;
    }
    const { promise: stored, resolve } = Promise.withResolvers<void>();
    letGo = resolve;
    void locks.request(lockName, { mode: 'shared' }, () => stored);
  });
}

/** Whether every window has stored its text, or does so before the signal; without a signal, waits as long as it takes. */
export async function hasEveryWindowStored(locks: LockManager, signal?: AbortSignal): Promise<boolean> {
  try {
    await locks.request(lockName, { mode: 'exclusive', ...(signal && { signal }) }, () => undefined);
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}
