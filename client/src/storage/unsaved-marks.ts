import { customStore, type UpdatesDatabase } from './database.ts';

/**
 * Which sessions left changes here that no relay has confirmed: session id → how many changes it had stored.
 * A mark is taken away only while its count is the one that was confirmed.
 */
export type UnsavedMarks = ReadonlyMap<string, number>;

/** As it is stored; earlier versions stored the count alone. */
interface UnsavedMark {
  readonly count: number;
  /** When the first change was stored that is not confirmed; milliseconds since 1970. */
  readonly since: number;
}

const prefix = 'ecritoire:unsaved:';
const range = () => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** The key in `custom` of a session's mark. */
export const unsavedKey = (session: string): string => prefix + session;
export const toUnsavedMark = (count: number, since: number): UnsavedMark => ({ count, since });

/** What a transaction over `custom` offers to read with. */
interface CustomReader {
  getAllKeys(query: IDBKeyRange): Promise<string[]>;
  getAll(query: IDBKeyRange): Promise<unknown[]>;
}

export async function readUnsavedMarks(custom: CustomReader): Promise<UnsavedMarks> {
  const [keys, values] = await Promise.all([custom.getAllKeys(range()), custom.getAll(range())]);
  return new Map(keys.map((key, index) => [key.slice(prefix.length), countOf(values[index])] as const));
}

/** Since when something is unconfirmed, in milliseconds since 1970; 0 when it does not say, `undefined` when all is. */
export async function readUnsavedSince(custom: Pick<CustomReader, 'getAll'>): Promise<number | undefined> {
  const values = await custom.getAll(range());
  return values.length === 0 ? undefined : Math.min(...values.map((value) => numberIn(value, 'since')));
}

/** Takes away the marks that stand for what was confirmed, and no others. */
export async function deleteUnsavedMarks(database: UpdatesDatabase, confirmed: UnsavedMarks): Promise<void> {
  const transaction = database.transaction(customStore, 'readwrite');
  for (const [session, count] of confirmed) {
    const key = unsavedKey(session);
    if (countOf(await transaction.store.get(key)) === count) await transaction.store.delete(key);
  }
  await transaction.done;
}

/** A damaged mark still says that something is unconfirmed, and is taken away like any other. */
const countOf = (stored: unknown): number => (typeof stored === 'number' ? toCount(stored) : numberIn(stored, 'count'));

function numberIn(stored: unknown, field: keyof UnsavedMark): number {
  const fields: Partial<Record<keyof UnsavedMark, unknown>> =
    typeof stored === 'object' && stored !== null ? stored : {};
  return toCount(fields[field]);
}

const toCount = (value: unknown): number => (Number.isSafeInteger(value) ? Number(value) : 0);
