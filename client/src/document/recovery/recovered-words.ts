import type * as Y from 'yjs';
import { IdRanges } from './id-ranges.ts';
import { type Place, type RecoveredEntries, type RunOfUnits, readEntries, recoveredOf } from './recovered-entries.ts';

/** Words that died because somebody deleted or replaced the block around them without having seen them. */
export interface RecoveredWords {
  /** Names them to `putBack` and `discard`; the same on every device that knows as much. */
  readonly key: string;
  /** U+FFFC stands for something embedded. */
  readonly text: string;
  /** The block they stood in; `undefined` when no device that is left has seen it. */
  readonly blockId: string | undefined;
  /** Where in the block, counting only what whoever deleted it knew. */
  readonly offset: number;
  /** The Yjs client that wrote them. */
  readonly client: number;
  /** The name of their author, once a device of theirs has said it. */
  readonly author: string | undefined;
  readonly state: 'open' | 'restored' | 'discarded';
}

/** The same words, with what only this folder needs to know. */
export interface RecoveredPiece extends RecoveredWords {
  readonly place: Place | undefined;
  readonly isTried: boolean;
  /** In the order of the text. */
  readonly runs: readonly PieceRun[];
}

export interface PieceRun extends RunOfUnits {
  readonly text: string;
  readonly embed: object | undefined;
}

/**
 * Every recovered word, exactly once, however many devices recorded it and however they cut it. Sorted by block, then
 * by the order in which the words stood there.
 */
export function readRecoveredWords(doc: Y.Doc): readonly RecoveredWords[] {
  return readPieces(doc);
}

/** Calls the listener after every change of what `readRecoveredWords` gives. Returns what stops it. */
export function watchRecoveredWords(doc: Y.Doc, listener: () => void): () => void {
  const recovered = recoveredOf(doc);
  recovered.observe(listener);
  return () => recovered.unobserve(listener);
}

interface Unit {
  readonly client: number;
  readonly clock: number;
  readonly text: string;
  readonly embed: object | undefined;
  readonly place: Place | undefined;
  readonly state: RecoveredWords['state'];
  readonly isTried: boolean;
}

export function readPieces(doc: Y.Doc): readonly RecoveredPiece[] {
  const entries = readEntries(doc);
  const pieces: Unit[][] = [];
  for (const unit of readUnits(entries).sort(compareUnits)) {
    const last = pieces.at(-1);
    const previous = last?.at(-1);
    if (previous !== undefined && isNext(previous, unit)) last?.push(unit);
    else pieces.push([unit]);
  }
  return pieces.flatMap((units) => toPiece(units, entries.authorNames));
}

/** One per lost unit. Of several records of a unit the one that knows its place is taken. */
function readUnits({ runs, restored, discarded, tried }: RecoveredEntries): Unit[] {
  const marks = { restored: toRanges(restored), discarded: toRanges(discarded), tried: toRanges(tried) };
  const unitsById = new Map<string, Unit>();
  for (const { client, clock: first, text, embed, place } of runs) {
    for (let index = 0; index < text.length; index += 1) {
      const clock = first + index;
      const id = `${client}:${clock}`;
      if (unitsById.get(id)?.place !== undefined) continue;
      const state = marks.restored.has(client, clock)
        ? 'restored'
        : marks.discarded.has(client, clock)
          ? 'discarded'
          : 'open';
      unitsById.set(id, {
        client,
        clock,
        text: text.charAt(index),
        embed,
        place: place && { ...place, order: place.order + index },
        state,
        isTried: marks.tried.has(client, clock),
      });
    }
  }
  return [...unitsById.values()];
}

function toRanges(runs: readonly RunOfUnits[]): IdRanges {
  const ranges = new IdRanges();
  for (const { client, clock, length } of runs) ranges.add(client, clock, clock + length);
  return ranges;
}

function compareUnits(a: Unit, b: Unit): number {
  const inBlock = compareText(a.place?.blockId ?? '', b.place?.blockId ?? '');
  if (inBlock !== 0) return inBlock;
  const inText = (a.place?.offset ?? 0) - (b.place?.offset ?? 0) || (a.place?.order ?? 0) - (b.place?.order ?? 0);
  return inText || a.client - b.client || a.clock - b.clock;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function isNext(a: Unit, b: Unit): boolean {
  if (a.client !== b.client || a.state !== b.state || a.isTried !== b.isTried) return false;
  if (a.place === undefined || b.place === undefined) return a.place === b.place && a.clock + 1 === b.clock;
  const isSamePlace = a.place.blockId === b.place.blockId && a.place.offset === b.place.offset;
  return isSamePlace && a.place.order + 1 === b.place.order;
}

function toPiece(units: readonly Unit[], authorNames: ReadonlyMap<number, string>): RecoveredPiece[] {
  const [first] = units;
  if (first === undefined) return [];
  const runs: PieceRun[] = [];
  for (const { client, clock, text, embed } of units) {
    const last = runs.at(-1);
    if (last !== undefined && last.clock + last.length === clock && last.embed === undefined && embed === undefined)
      runs[runs.length - 1] = { ...last, length: last.length + 1, text: last.text + text };
    else runs.push({ client, clock, length: 1, text, embed });
  }
  return [
    {
      key: `${first.client}:${first.clock}`,
      text: units.map(({ text }) => text).join(''),
      blockId: first.place?.blockId,
      offset: first.place?.offset ?? 0,
      client: first.client,
      author: authorNames.get(first.client),
      state: first.state,
      isTried: first.isTried,
      place: first.place,
      runs,
    },
  ];
}
