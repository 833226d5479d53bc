import { customStore, type UpdatesDatabase } from './database.ts';
import type { DamagedRow, DamageKind } from './sound-rows.ts';

/** What is known of a damaged row, kept beside it. The row itself stays where it is, as it is. */
export interface DamageMark {
  readonly kind: DamageKind;
  /** Milliseconds since 1970; 0 when the mark itself is damaged. */
  readonly foundAt: number;
  /** When it was found, this device held changes that no relay had confirmed: the row may be some of them. */
  readonly mayHoldUnsent: boolean;
  /** Everything it can have held is back from elsewhere. */
  readonly isRepaired: boolean;
}

/** Marks by the key of their row. A marked row is never applied, compacted or deleted. */
export type DamageMarks = ReadonlyMap<number, DamageMark>;

const prefix = 'ecritoire:damaged:';
const range = () => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** What a transaction over `custom` offers to read the marks with. */
interface CustomReader {
  getAllKeys(query: IDBKeyRange): Promise<string[]>;
  getAll(query: IDBKeyRange): Promise<unknown[]>;
}

export async function readDamageMarks(custom: CustomReader): Promise<DamageMarks> {
  const [keys, values] = await Promise.all([custom.getAllKeys(range()), custom.getAll(range())]);
  return new Map(keys.map((key, index) => [Number(key.slice(prefix.length)), toMark(values[index])] as const));
}

/** Sets rows aside, or changes what is known of them. */
export async function writeDamageMarks(database: UpdatesDatabase, marks: DamageMarks): Promise<void> {
  const transaction = database.transaction(customStore, 'readwrite', { durability: 'strict' });
  await Promise.all([...marks].map(([row, mark]) => transaction.store.put({ ...mark }, prefix + row)));
  await transaction.done;
}

export const toDamageMarks = (rows: readonly DamagedRow[], mayHoldUnsent: boolean, foundAt: number): DamageMarks =>
  new Map(rows.map(({ key, kind }) => [key, { kind, foundAt, mayHoldUnsent, isRepaired: false }]));

const kinds: ReadonlySet<unknown> = new Set<DamageKind>([
  'unreadable',
  'foreign',
  'altered',
  'undecodable',
  'inapplicable',
]);
const isKind = (value: unknown): value is DamageKind => kinds.has(value);

/** A mark that is damaged itself says the worst. */
function toMark(value: unknown): DamageMark {
  const { kind, foundAt, mayHoldUnsent, isRepaired }: Partial<Record<keyof DamageMark, unknown>> =
    typeof value === 'object' && value !== null ? value : {};
  return {
    kind: isKind(kind) ? kind : 'undecodable',
    foundAt: typeof foundAt === 'number' ? foundAt : 0,
    mayHoldUnsent: mayHoldUnsent !== false,
    isRepaired: isRepaired === true,
  };
}
