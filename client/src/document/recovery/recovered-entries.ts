import type * as Y from 'yjs';

/** Where lost words stood. */
export interface Place {
  readonly blockId: string;
  /** Counts only the characters that the deleter knew, an inline element as one. UTF-16 units, as everywhere here. */
  readonly offset: number;
  /**
   * The nearest known characters on either side, `textStart` and `textEnd` included, to find the offset again in a
   * text that went on changing.
   */
  readonly before: string;
  readonly after: string;
}

/** Stand before and after the text of a block: control characters that no text holds. */
export const textStart = '\u0002';
export const textEnd = '\u0003';

/** One run of units that nobody meant to delete, under the ids its author's client gave them. */
export interface LostRun {
  readonly client: number;
  readonly clock: number;
  /** One UTF-16 unit per Yjs unit; U+FFFC stands for an embed. */
  readonly text: string;
  /** Present exactly for an embed, which is a run of its own. */
  readonly embed?: object;
  /** The unit it was written after, and the one before which, as `client:clock`: they order what was lost together. */
  readonly origin: string | undefined;
  readonly rightOrigin: string | undefined;
  /** `undefined` when this device has never seen the block alive, and for what was written behind other lost words. */
  readonly place: Place | undefined;
}

/** Units that somebody put back, and the units that now stand for them. */
export interface RestoredMark {
  readonly key: string;
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** The Yjs client that put them back. */
  readonly by: number;
  /** The clock of the first unit it wrote. */
  readonly at: number;
}

export interface RunOfUnits {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/**
 * What the root `recovered` says. Its keys:
 *
 * - `<client>:<clock>`: words, see `LostRun`. Runs may be cut differently by different devices and overlap.
 * - `<client>:<clock>/restored/<by>`: `by` has put so many units back. Of two, the lower client's stand.
 * - `<client>:<clock>/discarded`: somebody said that they are not needed.
 * - `<client>:<clock>/tried`: their author's device had its turn; whether it is done again is for people to say.
 * - `author:<client>`: a name.
 *
 * States have keys of their own, so that recording the same words again, elsewhere and later, cannot reopen them.
 */
export interface RecoveredEntries {
  readonly runs: readonly LostRun[];
  readonly restored: readonly RestoredMark[];
  readonly discarded: readonly RunOfUnits[];
  readonly tried: readonly RunOfUnits[];
  readonly authorNames: ReadonlyMap<number, string>;
}

export const recoveredOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('recovered');

const unitsKey = /^(\d{1,16}):(\d{1,16})(?:\/(restored\/(\d{1,16})|discarded|tried))?$/;
const authorKey = /^author:(\d{1,16})$/;

/** Reads every entry that makes sense. Anybody may have written anything here; what makes none is passed over. */
export function readEntries(doc: Y.Doc): RecoveredEntries {
  const runs: LostRun[] = [];
  const restored: RestoredMark[] = [];
  const discarded: RunOfUnits[] = [];
  const tried: RunOfUnits[] = [];
  const authorNames = new Map<number, string>();
  for (const [key, value] of recoveredOf(doc).entries()) {
    const author = authorKey.exec(key)?.[1];
    if (author !== undefined && typeof value === 'string') authorNames.set(Number(author), value);
    const match = unitsKey.exec(key);
    if (match === null) continue;
    const client = Number(match[1]);
    const clock = Number(match[2]);
    const mark = match[3];
    if (mark === undefined) {
      const run = parseRun(client, clock, value);
      if (run !== undefined) runs.push(run);
    } else if (match[4] !== undefined) {
      if (isRecord(value) && isCount(value['length']) && isCount(value['at']))
        restored.push({ key, client, clock, length: value['length'], by: Number(match[4]), at: value['at'] });
    } else if (isCount(value)) {
      (mark === 'tried' ? tried : discarded).push({ client, clock, length: value });
    }
  }
  // The order in which a map gives its keys is that of their arrival, another on every device.
  runs.sort((a, b) => a.client - b.client || a.clock - b.clock);
  return { runs, restored, discarded, tried, authorNames };
}

/** The words under one key; `undefined` when it holds none. */
export function readRun(doc: Y.Doc, key: string): LostRun | undefined {
  const match = unitsKey.exec(key);
  if (match === null || match[3] !== undefined) return undefined;
  return parseRun(Number(match[1]), Number(match[2]), recoveredOf(doc).get(key));
}

function parseRun(client: number, clock: number, value: unknown): LostRun | undefined {
  if (!isRecord(value) || typeof value['text'] !== 'string' || value['text'] === '') return undefined;
  const { text, embed, blockId, offset, before, after } = value;
  const place =
    typeof blockId === 'string' && isCount(offset)
      ? { blockId, offset, before: toText(before), after: toText(after) }
      : undefined;
  const origin = toName(value['origin']);
  const rightOrigin = toName(value['rightOrigin']);
  return { client, clock, text, origin, rightOrigin, place, ...(isRecord(embed) && text.length === 1 && { embed }) };
}

/** Keeps lost words. Call inside a transaction. */
export function writeRun(doc: Y.Doc, { client, clock, place, ...words }: LostRun): void {
  const written = Object.entries({ ...words, ...place }).filter(([, value]) => value !== undefined);
  recoveredOf(doc).set(`${client}:${clock}`, Object.fromEntries(written));
}

export function writeRestored(doc: Y.Doc, run: RunOfUnits, at: number): void {
  const { client, clock, length } = run;
  recoveredOf(doc).set(`${client}:${clock}/restored/${doc.clientID}`, { length, at });
}

export function writeMark(doc: Y.Doc, run: RunOfUnits, mark: 'discarded' | 'tried'): void {
  recoveredOf(doc).set(`${run.client}:${run.clock}/${mark}`, run.length);
}

/** Takes back that these words are not needed. Call inside a transaction. */
export function reopen(doc: Y.Doc, units: readonly RunOfUnits[]): void {
  for (const { client, clock, length } of readEntries(doc).discarded)
    if (units.some((run) => run.client === client && run.clock <= clock && clock + length <= run.clock + run.length))
      recoveredOf(doc).delete(`${client}:${clock}/discarded`);
}

export function writeAuthorName(doc: Y.Doc, client: number, name: string): void {
  recoveredOf(doc).set(`author:${client}`, name);
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
const toName = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const toText = (value: unknown): string => (typeof value === 'string' ? value : '');
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
