import * as Y from 'yjs';
import { IdRanges } from './id-ranges.ts';
import { type Place, type RecoveredEntries, type RunOfUnits, readEntries, recoveredOf } from './recovered-entries.ts';
import { type OrderedUnit, orderUnits } from './unit-order.ts';

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
  /** The nearest words of the same place that are back in the text already, as the units that stand for them. */
  readonly leftNeighbour: Y.ID | undefined;
  readonly rightNeighbour: Y.ID | undefined;
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

interface Unit extends OrderedUnit {
  readonly text: string;
  readonly embed: object | undefined;
  readonly place: Place | undefined;
  readonly state: RecoveredWords['state'];
  readonly standIn: Y.ID | undefined;
  readonly isTried: boolean;
}

export function readPieces(doc: Y.Doc): readonly RecoveredPiece[] {
  const entries = readEntries(doc);
  const pieces = groupByPlace(readUnits(entries)).flatMap(({ units, place }) => {
    const ordered = orderUnits(units);
    return cutIntoPieces(ordered).flatMap(([start, end]) => {
      const first = ordered[start];
      if (first === undefined) return [];
      const leftNeighbour = ordered.slice(0, start).findLast(({ standIn }) => standIn)?.standIn;
      const rightNeighbour = ordered.slice(end).find(({ standIn }) => standIn)?.standIn;
      const author = entries.authorNames.get(first.client);
      return [{ ...toPiece(first, ordered.slice(start, end), place), author, leftNeighbour, rightNeighbour }];
    });
  });
  return pieces.sort(comparePieces);
}

/** One per lost unit. Of several records of a unit the one that knows its place is taken. */
function readUnits(entries: RecoveredEntries): Map<string, Unit> {
  const { runs, discarded, tried } = entries;
  const marks = { discarded: toRanges(discarded), tried: toRanges(tried) };
  const standIns = readStandIns(entries);
  const unitsByName = new Map<string, Unit>();
  for (const { client, clock: first, text, embed, origin, rightOrigin, place } of runs) {
    for (let index = 0; index < text.length; index += 1) {
      const clock = first + index;
      const name = `${client}:${clock}`;
      if (unitsByName.get(name)?.place !== undefined) continue;
      unitsByName.set(name, {
        name,
        client,
        clock,
        origin: index === 0 ? origin : `${client}:${clock - 1}`,
        rightOrigin,
        text: text.charAt(index),
        embed,
        place,
        state: standIns.has(name) ? 'restored' : marks.discarded.has(client, clock) ? 'discarded' : 'open',
        standIn: standIns.get(name),
        isTried: marks.tried.has(client, clock),
      });
    }
  }
  return unitsByName;
}

/** The units that stand for restored ones. */
function readStandIns({ restored, runs }: RecoveredEntries): Map<string, Y.ID> {
  const standIns = new Map<string, Y.ID>();
  // However long somebody says that a mark is.
  const longest = runs.reduce((sum, { text }) => sum + text.length, 0);
  for (const { client, clock, length, by, at } of restored) {
    for (let index = 0; index < Math.min(length, longest); index += 1) {
      const name = `${client}:${clock + index}`;
      if ((standIns.get(name)?.client ?? Number.POSITIVE_INFINITY) > by) standIns.set(name, Y.createID(by, at + index));
    }
  }
  return standIns;
}

function toRanges(runs: readonly RunOfUnits[]): IdRanges {
  const ranges = new IdRanges();
  for (const { client, clock, length } of runs) ranges.add(client, clock, clock + length);
  return ranges;
}

interface PlacedUnits {
  readonly place: Place | undefined;
  readonly units: readonly Unit[];
}

/** What was written behind lost words is where they are, whatever whoever recorded it knew. */
function groupByPlace(unitsByName: ReadonlyMap<string, Unit>): PlacedUnits[] {
  const rootsByName = new Map<string, Unit>();
  const placesByRoot = new Map<Unit, Place>();
  for (const unit of unitsByName.values()) {
    const root = findRoot(unit, unitsByName, rootsByName);
    const place = unit === root ? unit.place : (placesByRoot.get(root) ?? unit.place);
    if (place !== undefined) placesByRoot.set(root, place);
  }
  const keyOf = ({ name }: Unit) => {
    const root = rootsByName.get(name);
    const place = root && placesByRoot.get(root);
    return place === undefined ? (root?.name ?? name) : `${place.offset} in ${place.blockId}`;
  };
  return [...Map.groupBy(unitsByName.values(), keyOf).values()].map((units) => {
    const root = rootsByName.get(units[0]?.name ?? '');
    return { units, place: root && placesByRoot.get(root) };
  });
}

/** The first of the lost units that this one was written behind. */
function findRoot(unit: Unit, unitsByName: ReadonlyMap<string, Unit>, rootsByName: Map<string, Unit>): Unit {
  const path = new Set<Unit>();
  let root = unit;
  for (let next: Unit | undefined = unit; next !== undefined && !path.has(next); ) {
    root = rootsByName.get(next.name) ?? next;
    path.add(next);
    if (root !== next) break;
    next = next.origin === undefined ? undefined : unitsByName.get(next.origin);
  }
  for (const { name } of path) rootsByName.set(name, root);
  return root;
}

/** Where each piece starts and ends. */
function cutIntoPieces(units: readonly Unit[]): (readonly [start: number, end: number])[] {
  const isCut = ({ client, state, isTried }: Unit, index: number) => {
    const previous = units[index - 1];
    return previous?.client !== client || previous.state !== state || previous.isTried !== isTried;
  };
  const starts = units.flatMap((unit, index) => (isCut(unit, index) ? [index] : []));
  return starts.map((start, index) => [start, starts[index + 1] ?? units.length]);
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Stable: pieces at one place stay in the order of the text. */
function comparePieces(a: RecoveredPiece, b: RecoveredPiece): number {
  return compareText(a.blockId ?? '', b.blockId ?? '') || a.offset - b.offset || (a.place ? 0 : a.client - b.client);
}

function toPiece(first: Unit, units: readonly Unit[], place: Place | undefined) {
  const runs: PieceRun[] = [];
  for (const { client, clock, text, embed } of units) {
    const last = runs.at(-1);
    if (last !== undefined && last.clock + last.length === clock && last.embed === undefined && embed === undefined)
      runs[runs.length - 1] = { ...last, length: last.length + 1, text: last.text + text };
    else runs.push({ client, clock, length: 1, text, embed });
  }
  return {
    key: first.name,
    text: units.map(({ text }) => text).join(''),
    blockId: place?.blockId,
    offset: place?.offset ?? 0,
    client: first.client,
    state: first.state,
    isTried: first.isTried,
    place,
    runs,
  };
}
