import * as Y from 'yjs';
import { readSeal } from './row-seal.ts';

/** What IndexedDB gave back for one key; `undefined` when it could not read the value itself. */
export interface StoredRow {
  readonly key: number;
  readonly value: unknown;
}

/**
 * Why a row is not applied.
 *
 * - `unreadable`: the browser gave no value for it.
 * - `foreign`: it is no byte array.
 * - `altered`: its bytes are not those that were written.
 * - `undecodable`: it is no Yjs update.
 * - `inapplicable`: it decodes, and a document refuses it.
 */
export type DamageKind = 'unreadable' | 'foreign' | 'altered' | 'undecodable' | 'inapplicable';

export interface DamagedRow extends StoredRow {
  readonly kind: DamageKind;
}

export interface SoundRow extends StoredRow {
  readonly value: Uint8Array;
}

export interface SortedRows {
  readonly sound: readonly SoundRow[];
  readonly damaged: readonly DamagedRow[];
}

/**
 * Parts the rows that a document can take from those it must not meet. An update that throws may have changed the
 * document by then (one in twenty does), so nothing unproven is tried on a live one: an intact seal vouches for a row,
 * and if any has none, all are tried on a scratch document.
 */
export function sortRows(rows: readonly StoredRow[]): SortedRows {
  const damaged: DamagedRow[] = [];
  const readable: SoundRow[] = [];
  for (const row of rows) {
    const kind = damageOf(row.value);
    if (kind === undefined && row.value instanceof Uint8Array) readable.push({ key: row.key, value: row.value });
    else damaged.push({ ...row, kind: kind ?? 'foreign' });
  }
  const isVouchedFor = readable.every(({ value }) => readSeal(value) === 'intact');
  const refused: ReadonlySet<SoundRow> = isVouchedFor ? new Set() : findRefused(readable);
  for (const row of readable) if (refused.has(row)) damaged.push({ ...row, kind: 'inapplicable' });
  return { sound: readable.filter((row) => !refused.has(row)), damaged };
}

function damageOf(value: unknown): DamageKind | undefined {
  if (value === undefined) return 'unreadable';
  if (!(value instanceof Uint8Array)) return 'foreign';
  switch (readSeal(value)) {
    case 'intact':
      return undefined;
    case 'broken':
      return 'altered';
    case 'none':
      return doesThrow(() => Y.decodeUpdate(value)) ? 'undecodable' : undefined;
  }
}

/**
 * Those that a document refuses. A refused row may have spoilt the scratch document, so the rest is tried again on a
 * fresh one until nothing throws: as often as there are surprises, which is once or twice.
 */
export function findRefused(rows: readonly SoundRow[]): ReadonlySet<SoundRow> {
  const refused = new Set<SoundRow>();
  let isClean = false;
  while (!isClean) {
    isClean = true;
    const scratch = new Y.Doc();
    for (const row of rows) {
      if (refused.has(row) || !doesThrow(() => Y.applyUpdate(scratch, row.value))) continue;
      refused.add(row);
      isClean = false;
    }
    scratch.destroy();
  }
  return refused;
}

function doesThrow(work: () => void): boolean {
  try {
    work();
    return false;
  } catch {
    return true;
  }
}
