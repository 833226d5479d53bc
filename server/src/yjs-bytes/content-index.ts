import { type Range, type ScannedUpdate, scanUpdate } from '@ecritoire/shared/yjs-bytes';
import * as Y from 'yjs';
import { encodeDeletions } from './encode-update.ts';
import { RangeSet } from './range-set.ts';

/**
 * What is in a document, without its content: the units of every client and what is deleted. It answers whether
 * an update would add anything, without building a document (docs/protocol.md, rule R17).
 */
export class ContentIndex {
  /** Of every client, the units known without a gap from its first one: nearly always all of them. */
  readonly #clocks = new Map<number, number>();
  /** Units behind a gap. */
  readonly #islands = new Map<number, RangeSet>();
  readonly #deleted = new Map<number, RangeSet>();
  #runs = 0;

  /** The index of what has this state vector (V1) and these deletions. */
  static holding(stateVector: Uint8Array, deletes: readonly Range[]): ContentIndex {
    const index = new ContentIndex();
    for (const [client, length] of Y.decodeStateVector(stateVector)) index.#addUnits({ client, clock: 0, length });
    for (const range of deletes) index.#addTo(index.#deleted, range);
    return index;
  }

  /** Whether everything in the update is here already. */
  covers({ blocks, deletes }: ScannedUpdate): boolean {
    return blocks.every((block) => this.#coversUnits(block)) && deletes.every((range) => covers(this.#deleted, range));
  }

  /** How many units the update deletes in runs of which some were not deleted yet. */
  unknownDeletions({ deletes }: ScannedUpdate): number {
    let units = 0;
    for (const range of deletes) if (!covers(this.#deleted, range)) units += range.length;
    return units;
  }

  add({ blocks, deletes }: ScannedUpdate): void {
    for (const block of blocks) this.#addUnits(block);
    for (const range of deletes) this.#addTo(this.#deleted, range);
  }

  /** How many clients there would be with those of the update. */
  clientsWith({ blocks }: ScannedUpdate): number {
    let clients = this.#clocks.size + this.#islands.size;
    let last = -1;
    // The blocks of one client are together.
    for (const { client } of blocks) {
      if (client !== last && !this.#clocks.has(client) && !this.#islands.has(client)) clients += 1;
      last = client;
    }
    return clients;
  }

  /** One more than the highest unit known of the client. */
  endOf(client: number): number {
    return Math.max(this.#clocks.get(client) ?? 0, this.#islands.get(client)?.end ?? 0);
  }

  /** Whether a peer with these clocks lacks no unit; its deletions are another matter: no state vector holds them. */
  isKnownTo(clocks: ReadonlyMap<number, number>): boolean {
    for (const [client, clock] of this.#clocks) if ((clocks.get(client) ?? 0) < clock) return false;
    for (const [client, units] of this.#islands) if ((clocks.get(client) ?? 0) < units.end) return false;
    return true;
  }

  /** In Yjs' V1 encoding. It stops before the first gap of each client, so that peers send what is missing there. */
  stateVector(): Uint8Array {
    return Y.encodeStateVector(this.#clocks);
  }

  /** Every deletion, as an update that holds nothing else. */
  deletions(): Uint8Array {
    return encodeDeletions(this.#deleted);
  }

  /** Runs kept: what the index costs, at some 20 bytes each. */
  size(): number {
    return this.#runs;
  }

  #coversUnits(block: Range): boolean {
    return block.clock + block.length <= (this.#clocks.get(block.client) ?? 0) || covers(this.#islands, block);
  }

  #addUnits(range: Range): void {
    const { client, clock, length } = range;
    if (length === 0) return;
    const known = this.#clocks.get(client);
    const islands = this.#islands.get(client);
    if (clock > (known ?? 0)) {
      this.#addTo(this.#islands, range);
      return;
    }
    if (known === undefined) this.#runs += 1;
    const end = Math.max(known ?? 0, clock + length);
    const joined = islands?.endFrom(end) ?? end;
    this.#clocks.set(client, joined);
    if (islands === undefined || joined < islands.end) return;
    this.#islands.delete(client);
    this.#runs -= islands.size;
  }

  #addTo(sets: Map<number, RangeSet>, { client, clock, length }: Range): void {
    if (length === 0) return;
    let set = sets.get(client);
    if (set === undefined) {
      set = new RangeSet();
      sets.set(client, set);
    }
    const before = set.size;
    set.add(clock, clock + length);
    this.#runs += set.size - before;
  }
}

const covers = (sets: ReadonlyMap<number, RangeSet>, { client, clock, length }: Range): boolean =>
  length === 0 || (sets.get(client)?.covers(clock, clock + length) ?? false);

/** What several updates hold together. Throws for bytes that are no update. */
export function contentsOf(updates: readonly Uint8Array[]): {
  readonly stateVector: Uint8Array;
  readonly deletions: Uint8Array;
  readonly bytes: number;
} {
  const index = new ContentIndex();
  let bytes = 0;
  for (const update of updates) {
    const scan = scanUpdate(update);
    if (scan === undefined) throw new TypeError('The bytes are no update in the V1 encoding');
    index.add(scan);
    bytes += update.length;
  }
  return { stateVector: index.stateVector(), deletions: index.deletions(), bytes };
}
