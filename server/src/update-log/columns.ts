import type { SQLOutputValue } from 'node:sqlite';

/** Reads a column that holds bytes; anything else in it is damage of the database itself and throws. */
export function bytesIn(value: SQLOutputValue | undefined): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new TypeError('The database holds something else where bytes were expected');
}

/** The same for a column of whole numbers. */
export function numberIn(value: SQLOutputValue | undefined): number {
  if (typeof value === 'number') return value;
  throw new TypeError('The database holds something else where a number was expected');
}
