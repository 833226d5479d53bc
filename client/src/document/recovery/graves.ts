import * as Y from 'yjs';
import type { IdRanges } from './id-ranges.ts';
import { blockIdOf, objectCharacter } from './live-block.ts';
import { type Place, textEnd, textStart } from './recovered-entries.ts';

/** Units of a dead text, in its order. */
interface Stone {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  /** What offsets count; empty for a text's own beginning, for what died before, and for what the deleter did not know. */
  readonly text: string;
}

interface Grave {
  readonly blockId: string;
  readonly stones: Stone[];
}

interface GraveOfUnits {
  readonly start: number;
  readonly end: number;
  readonly grave: Grave;
}

/** What has just come and belongs into a text that is dead already. */
export interface Latecomer {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
  readonly origin: Y.ID | null;
  readonly rightOrigin: Y.ID | null;
  /** The Yjs item of what it was written into, where it says so. */
  readonly parent: Y.ID | null;
}

const contextLength = 24;
/** More dead blocks than anybody has lately deleted; whatever comes for an older one has no place. */
const maxGraves = 20_000;

/**
 * What stood where in the blocks that died while this device looked on. Yjs forgets it at the end of the transaction,
 * and words that come later only say which character they were written after.
 */
export class Graves {
  #graves: Grave[] = [];
  readonly #byClient = new Map<number, GraveOfUnits[]>();

  /**
   * Keeps the order of a block's text. Call before Yjs collects it, in the transaction in which the block or its text
   * dies. `unknown`: what its deleter did not know.
   */
  bury(block: Y.XmlElement, died: ReturnType<typeof Y.createDeleteSet>, unknown: IdRanges): void {
    const isBlockDead = block._item?.deleted === true;
    // What lived on in a copy of the block was alive until now; what lives on in the block itself is alive.
    const isCounted = (item: Y.Item) => (isBlockDead ? Y.isDeleted(died, item.id) : !item.deleted);
    const stones = [...itemsOf(block)].flatMap((item) => toStones(item, isCounted(item), unknown));
    const grave = { blockId: blockIdOf(block) ?? '', stones };
    this.#graves.push(grave);
    if (block._item !== null) this.#index(grave, block._item.id.client, block._item.id.clock, 1);
    for (const { client, clock, length } of stones) this.#index(grave, client, clock, length);
    if (this.#graves.length > maxGraves) this.#forgetOldest();
  }

  /** Gives latecomers their place among the dead, as far as what they were written next to is known. */
  place(latecomers: readonly Latecomer[]): void {
    let waiting = latecomers;
    // One may have been written after another of them.
    for (let before = waiting.length + 1; waiting.length < before; ) {
      before = waiting.length;
      waiting = waiting.filter((latecomer) => !this.#placeOne(latecomer));
    }
  }

  find(client: number, clock: number): Place | undefined {
    const grave = this.#graveOf(client, clock);
    const at = grave?.stones.findIndex((stone) => holds(stone, client, clock)) ?? -1;
    const stone = grave?.stones[at];
    if (grave === undefined || stone === undefined) return undefined;
    const left = grave.stones.slice(0, at);
    const before = left.map(({ text }) => text).join('');
    const after = grave.stones.slice(at + 1).map(({ text }) => text);
    return {
      blockId: grave.blockId,
      offset: before.length,
      order: left.reduce((sum, { length }) => sum + length, clock - stone.clock),
      before: (textStart + before).slice(-contextLength),
      after: (after.join('') + textEnd).slice(0, contextLength),
    };
  }

  #placeOne({ client, clock, length, origin, rightOrigin, parent }: Latecomer): boolean {
    const stone = { client, clock, length, text: '' };
    const isPlaced =
      this.#insert(stone, origin, 'after') ||
      this.#insert(stone, rightOrigin, 'before') ||
      this.#insert(stone, parent, 'after');
    return isPlaced;
  }

  #insert(stone: Stone, next: Y.ID | null, side: 'before' | 'after'): boolean {
    const grave = next === null ? undefined : this.#graveOf(next.client, next.clock);
    if (grave === undefined || next === null) return false;
    const { stones } = grave;
    const at = stones.findIndex((candidate) => holds(candidate, next.client, next.clock));
    const found = stones[at];
    // The block itself: its text begins with what it is given.
    if (found === undefined) stones.unshift(stone);
    else stones.splice(at, 1, ...splitAround(found, next.clock - found.clock + (side === 'after' ? 1 : 0), stone));
    this.#index(grave, stone.client, stone.clock, stone.length);
    return true;
  }

  #index(grave: Grave, client: number, start: number, length: number): void {
    const units = this.#byClient.get(client) ?? [];
    units.push({ start, end: start + length, grave });
    this.#byClient.set(client, units);
  }

  /** The latest: a block whose text died may have lived on, and died later. */
  #graveOf(client: number, clock: number): Grave | undefined {
    return this.#byClient.get(client)?.findLast(({ start, end }) => start <= clock && clock < end)?.grave;
  }

  #forgetOldest(): void {
    this.#graves = this.#graves.slice(this.#graves.length / 2);
    const kept = new Set(this.#graves);
    for (const [client, units] of this.#byClient)
      this.#byClient.set(
        client,
        units.filter(({ grave }) => kept.has(grave)),
      );
  }
}

const holds = (stone: Stone, client: number, clock: number): boolean =>
  stone.client === client && stone.clock <= clock && clock < stone.clock + stone.length;

function splitAround(stone: Stone, at: number, middle: Stone): Stone[] {
  const left = { ...stone, length: at, text: stone.text.slice(0, at) };
  const right = { ...stone, clock: stone.clock + at, length: stone.length - at, text: stone.text.slice(at) };
  return [left, middle, right].filter(({ length }) => length > 0);
}

/** The items of a textblock's line: each text's own, then what is in it; inline elements as they are. */
function* itemsOf(block: Y.XmlElement): Generator<Y.Item> {
  for (let item = block._start; item !== null; item = item.right) {
    yield item;
    if (!(item.content instanceof Y.ContentType) || !(item.content.type instanceof Y.XmlText)) continue;
    for (let inner = item.content.type._start; inner !== null; inner = inner.right) yield inner;
  }
}

function toStones(item: Y.Item, isCounted: boolean, unknown: IdRanges): Stone[] {
  const { client, clock } = item.id;
  const text = isCounted ? countedText(item.content) : '';
  if (text === '') return [{ client, clock, length: item.length, text }];
  const stones: Stone[] = [];
  let at = clock;
  // A run of one author may be known in part: Yjs has no reason to split it when the block around it dies.
  for (const { start, end } of unknown.gaps(client, clock, clock + item.length)) {
    if (start > at) stones.push({ client, clock: at, length: start - at, text: '' });
    stones.push({ client, clock: start, length: end - start, text: text.slice(start - clock, end - clock) });
    at = end;
  }
  const end = clock + item.length;
  if (at < end) stones.push({ client, clock: at, length: end - at, text: '' });
  return stones;
}

function countedText(content: Y.Item['content']): string {
  if (content instanceof Y.ContentString) return content.str;
  const isObject =
    content instanceof Y.ContentEmbed || (content instanceof Y.ContentType && content.type instanceof Y.XmlElement);
  return isObject ? objectCharacter : '';
}
