import * as Y from 'yjs';
import { blockIdOf } from '../../editor/block-ids/block-id.ts';
import type { IdRanges } from './id-ranges.ts';
import { objectCharacter } from './live-block.ts';
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
  readonly stones: readonly Stone[];
}

interface GraveOfUnits {
  readonly start: number;
  readonly end: number;
  readonly grave: Grave;
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
    const grave = { blockId: blockIdOf(block), stones };
    this.#graves.push(grave);
    if (block._item !== null) this.#index(grave, block._item.id.client, block._item.id.clock, 1);
    for (const { client, clock, length } of stones) this.#index(grave, client, clock, length);
    if (this.#graves.length > maxGraves) this.#forgetOldest();
  }

  /** The place of a dead unit or, with `after`, of what was written right behind it; a block's own id is its beginning. */
  find({ client, clock }: Y.ID, side: 'before' | 'after'): Place | undefined {
    // The latest: a block whose text died may have lived on, and died later.
    const units = this.#byClient.get(client)?.findLast(({ start, end }) => start <= clock && clock < end);
    if (units === undefined) return undefined;
    const { blockId, stones } = units.grave;
    let before = '';
    let after = '';
    let isPast = !stones.some((stone) => holds(stone, client, clock));
    for (const stone of stones) {
      if (isPast) after += stone.text;
      else if (!holds(stone, client, clock)) before += stone.text;
      else {
        const at = clock - stone.clock + (side === 'after' ? 1 : 0);
        before += stone.text.slice(0, at);
        after += stone.text.slice(at);
        isPast = true;
      }
    }
    return {
      blockId,
      offset: before.length,
      before: (textStart + before).slice(-contextLength),
      after: (after + textEnd).slice(0, contextLength),
    };
  }

  #index(grave: Grave, client: number, start: number, length: number): void {
    const units = this.#byClient.get(client) ?? [];
    units.push({ start, end: start + length, grave });
    this.#byClient.set(client, units);
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
  const end = clock + item.length;
  // A run of one author may be known in part: Yjs has no reason to split it when the block around it dies.
  const known = unknown.gaps(client, clock, end).map((run) => ({ ...run, isKnown: true }));
  const others = unknown.parts(client, clock, end).map((run) => ({ ...run, isKnown: false }));
  return [...known, ...others]
    .sort((a, b) => a.start - b.start)
    .map((run) => ({
      client,
      clock: run.start,
      length: run.end - run.start,
      text: run.isKnown ? text.slice(run.start - clock, run.end - clock) : '',
    }));
}

function countedText(content: Y.Item['content']): string {
  if (content instanceof Y.ContentString) return content.str;
  const isObject =
    content instanceof Y.ContentEmbed || (content instanceof Y.ContentType && content.type instanceof Y.XmlElement);
  return isObject ? objectCharacter : '';
}
