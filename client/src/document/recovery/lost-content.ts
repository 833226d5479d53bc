import * as Y from 'yjs';
import type { Latecomer } from './graves.ts';
import type { Range } from './id-ranges.ts';
import { objectCharacter } from './live-block.ts';
import type { LostRun } from './recovered-entries.ts';

export interface LostContent {
  /** Text and embeds. */
  readonly runs: readonly LostRun[];
  /** Everything that died with them, texts and elements included, for those that came too late to be in their text. */
  readonly latecomers: readonly Latecomer[];
}

/** The bytes in which content arrived that Yjs has thrown away on arrival, because what it belongs to is gone. */
export class ArrivedStructs {
  readonly #updates: readonly Uint8Array[];
  readonly #pending: Uint8Array | undefined;
  #itemsByClient: Map<number, Y.Item[]> | undefined;

  /** `pending`: what had arrived before and could not be applied yet, in Yjs's V2 encoding. */
  constructor(updates: readonly Uint8Array[], pending: Uint8Array | undefined) {
    this.#updates = updates;
    this.#pending = pending;
  }

  itemsIn(client: number, { start, end }: Range): Y.Item[] {
    this.#itemsByClient ??= this.#decode();
    const items = this.#itemsByClient.get(client) ?? [];
    return items.filter(({ id, length }) => id.clock < end && id.clock + length > start);
  }

  #decode(): Map<number, Y.Item[]> {
    const structs = this.#updates.flatMap((update) => Y.decodeUpdate(update).structs);
    if (this.#pending !== undefined) structs.push(...Y.decodeUpdateV2(this.#pending).structs);
    const items = structs.filter((struct): struct is Y.Item => struct instanceof Y.Item);
    return Map.groupBy(items, ({ id }) => id.client);
  }
}

/** Reads what the lost ranges hold: from the document while Yjs still has it, else from the bytes that brought it. */
export function readLostContent(
  doc: Y.Doc,
  lost: readonly (Range & { readonly client: number })[],
  arrived: ArrivedStructs,
): LostContent {
  const runs: LostRun[] = [];
  const latecomers: Latecomer[] = [];
  const take = (item: Y.Item, range: Range) => {
    // Attributes and other values under a key are no words.
    if (item.parentSub !== null || item.content instanceof Y.ContentDeleted) return;
    latecomers.push(toLatecomer(item));
    const run = toRun(item, range);
    if (run !== undefined) runs.push(run);
  };
  for (const { client, ...range } of lost) {
    for (const struct of structsIn(doc, client, range)) {
      if (struct instanceof Y.Item) take(struct, range);
      else for (const item of arrived.itemsIn(client, cut(struct, range))) take(item, cut(struct, range));
    }
  }
  return { runs: withoutRepeats(runs), latecomers };
}

/** The stored structs that overlap a run of ids. */
export function* structsIn(doc: Y.Doc, client: number, { start, end }: Range): Generator<Y.GC | Y.Item> {
  const structs = doc.store.clients.get(client) ?? [];
  if (structs.length === 0 || Y.getState(doc.store, client) <= start) return;
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index += 1) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return;
    if (struct instanceof Y.Item || struct instanceof Y.GC) yield struct;
  }
}

const cut = ({ id, length }: Y.GC | Y.Item, { start, end }: Range): Range => ({
  start: Math.max(start, id.clock),
  end: Math.min(end, id.clock + length),
});

function toRun(item: Y.Item, range: Range): LostRun | undefined {
  const { start, end } = cut(item, range);
  const { client, clock } = item.id;
  if (item.content instanceof Y.ContentString) {
    const text = item.content.str.slice(start - clock, end - clock);
    return text === '' ? undefined : { client, clock: start, text, place: undefined };
  }
  if (item.content instanceof Y.ContentEmbed)
    return { client, clock, text: objectCharacter, embed: item.content.embed, place: undefined };
  return undefined;
}

function toLatecomer({ id, length, origin, rightOrigin, parent }: Y.Item): Latecomer {
  const parentId =
    parent instanceof Y.AbstractType ? (parent._item?.id ?? null) : parent instanceof Y.ID ? parent : null;
  return { client: id.client, clock: id.clock, length, origin, rightOrigin, parent: parentId };
}

/** The same units may have arrived in several updates, cut alike or not. */
function withoutRepeats(runs: readonly LostRun[]): LostRun[] {
  const seen = new Map<number, number>();
  const sorted = [...runs].sort((a, b) => a.client - b.client || a.clock - b.clock);
  return sorted.flatMap((run) => {
    const from = Math.max(run.clock, seen.get(run.client) ?? 0);
    const end = run.clock + run.text.length;
    if (from >= end) return [];
    seen.set(run.client, end);
    return [{ ...run, clock: from, text: run.text.slice(from - run.clock) }];
  });
}
