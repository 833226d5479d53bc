import { forceCloseDatabase } from 'fake-indexeddb';
import { vi } from 'vitest';

/** How a transaction fails: all the ways that were reported of browsers. */
export type Fault = 'abort' | 'full' | 'hang' | 'throw' | 'lost';

// Before anybody replaces it.
const original = IDBDatabase.prototype.transaction;

/** The write transactions of this process since `injectFaults`, counted from 1, the stores they span, and what befalls some. */
export function injectFaults(faultAt: (write: number, stores: readonly string[]) => Fault | undefined): {
  readonly count: () => number;
} {
  let writes = 0;
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...args) {
    if (args[1] !== 'readwrite') return original.apply(this, args);
    writes += 1;
    const fault = faultAt(writes, typeof args[0] === 'string' ? [args[0]] : [...args[0]]);
    if (fault === 'throw') throw new DOMException('The connection is closing', 'InvalidStateError');
    const transaction = original.apply(this, args);
    if (fault !== undefined) apply(fault, this, transaction);
    return transaction;
  });
  return { count: () => writes };
}

function apply(fault: Exclude<Fault, 'throw'>, database: IDBDatabase, transaction: IDBTransaction): void {
  switch (fault) {
    case 'hang':
      // What it does is done, or not; nobody ever hears of it.
      transaction.addEventListener = () => undefined;
      break;
    case 'lost':
      transaction.commit = () => {
        transaction.abort();
        // Typed as taking the class itself, which is not what it takes.
        forceCloseDatabase(database as never);
      };
      break;
    case 'abort':
    case 'full':
      transaction.commit = () => transaction.abort();
      Object.defineProperty(transaction, 'error', {
        get: () => new DOMException('refused', fault === 'full' ? 'QuotaExceededError' : 'AbortError'),
      });
  }
}
