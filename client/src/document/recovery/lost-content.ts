import * as Y from 'yjs';
import type { Range } from './id-ranges.ts';
import { objectCharacter } from './live-block.ts';
import type { LostRun } from './recovered-entries.ts';

/** A run of lost ids. */
export interface LostRange extends Range {
  readonly client: number;
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

  itemsIn({ client, start, end }: LostRange): Y.Item[] {
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

/** The items under lost ids: from the document while Yjs still has them, else from the bytes that brought them. */
export function readLostItems(doc: Y.Doc, lost: readonly LostRange[], arrived: ArrivedStructs): Y.Item[] {
  return lost.flatMap((range) =>
    [...structsIn(doc, range)].flatMap((struct) =>
      struct instanceof Y.Item ? [struct] : arrived.itemsIn(cut(struct, range)),
    ),
  );
}

/** The words in lost items, as far as they are lost: text and embeds, never formats, and nothing that stands under a key. */
export function toLostRuns(items: readonly Y.Item[], lost: readonly LostRange[]): LostRun[] {
  const rangesByClient = Map.groupBy(lost, ({ client }) => client);
  const runs = items
    .filter(({ parentSub }) => parentSub === null)
    .flatMap((item) => (rangesByClient.get(item.id.client) ?? []).flatMap((range) => toRun(item, range) ?? []));
  return withoutRepeats(runs);
}

/** The stored structs that overlap a run of ids. */
export function* structsIn(doc: Y.Doc, { client, start, end }: LostRange): Generator<Y.GC | Y.Item> {
  const structs = doc.store.clients.get(client) ?? [];
  if (structs.length === 0 || Y.getState(doc.store, client) <= start) return;
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index += 1) {
    const struct = structs[index];
    if (struct === undefined || struct.id.clock >= end) return;
    if (struct instanceof Y.Item || struct instanceof Y.GC) yield struct;
  }
}

const cut = ({ id, length }: Y.GC | Y.Item, { client, start, end }: LostRange): LostRange => ({
  client,
  start: Math.max(start, id.clock),
  end: Math.min(end, id.clock + length),
});

function toRun(item: Y.Item, range: LostRange): LostRun | undefined {
  const { start, end } = cut(item, range);
  const { client, clock } = item.id;
  if (start >= end) return undefined;
  const around = {
    origin: start > clock ? `${client}:${start - 1}` : nameOf(item.origin),
    rightOrigin: nameOf(item.rightOrigin),
    place: undefined,
  };
  if (item.content instanceof Y.ContentString)
    return { client, clock: start, text: item.content.str.slice(start - clock, end - clock), ...around };
  if (item.content instanceof Y.ContentEmbed)
    return { client, clock, text: objectCharacter, embed: item.content.embed, ...around };
  return undefined;
}

const nameOf = (id: Y.ID | null): string | undefined => (id === null ? undefined : `${id.client}:${id.clock}`);

/** The part of a run that begins at another of its units. */
export function cutRun(run: LostRun, start: number, end: number): LostRun {
  const origin = start > run.clock ? `${run.client}:${start - 1}` : run.origin;
  return { ...run, clock: start, text: run.text.slice(start - run.clock, end - run.clock), origin };
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
    return [cutRun(run, from, end)];
  });
}
