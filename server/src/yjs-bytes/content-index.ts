import * as Y from 'yjs';
import { encodeDeletions } from './encode-update.ts';
import { RangeSet } from './range-set.ts';
import { type Range, type ScannedUpdate, scanUpdate } from './scan-update.ts';

/**
 * What is in a document, without its content: the units of every client and what is deleted. It answers whether
 * an update would add anything, without building a document (docs/protocol.md, rule R17).
 */
export class ContentIndex {
  readonly #unitsByClient = new Map<number, RangeSet>();
  readonly #deletedByClient = new Map<number, RangeSet>();

  /** Whether everything in the update is here already. */
  covers({ blocks, deletes }: ScannedUpdate): boolean {
    return (
      blocks.every((block) => covers(this.#unitsByClient, block)) &&
      deletes.every((range) => covers(this.#deletedByClient, range))
    );
  }

  add({ blocks, deletes }: ScannedUpdate): void {
    for (const block of blocks) add(this.#unitsByClient, block);
    for (const range of deletes) add(this.#deletedByClient, range);
  }

  /** One more than the highest unit known of the client. */
  endOf(client: number): number {
    return this.#unitsByClient.get(client)?.end ?? 0;
  }

  /** Whether a peer with these clocks lacks no unit; its deletions are another matter: no state vector holds them. */
  isKnownTo(clocks: ReadonlyMap<number, number>): boolean {
    for (const [client, units] of this.#unitsByClient) if ((clocks.get(client) ?? 0) < units.end) return false;
    return true;
  }

  /** In Yjs' V1 encoding. It stops before the first gap of each client, so that peers send what is missing there. */
  stateVector(): Uint8Array {
    const clocks = new Map<number, number>();
    for (const [client, units] of this.#unitsByClient) {
      const clock = units.endFrom(0);
      if (clock > 0) clocks.set(client, clock);
    }
    return Y.encodeStateVector(clocks);
  }

  /** Every deletion, as an update that holds nothing else. */
  deletions(): Uint8Array {
    return encodeDeletions(this.#deletedByClient);
  }

  /** Runs kept: what the index costs, at some 20 bytes each. */
  size(): number {
    let runs = 0;
    for (const units of this.#unitsByClient.values()) runs += 1 + units.size;
    for (const deleted of this.#deletedByClient.values()) runs += 1 + deleted.size;
    return runs;
  }
}

const covers = (sets: ReadonlyMap<number, RangeSet>, { client, clock, length }: Range): boolean =>
  length === 0 || (sets.get(client)?.covers(clock, clock + length) ?? false);

function add(sets: Map<number, RangeSet>, { client, clock, length }: Range): void {
  if (length === 0) return;
  let set = sets.get(client);
  if (set === undefined) {
    set = new RangeSet();
    sets.set(client, set);
  }
  set.add(clock, clock + length);
}

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
