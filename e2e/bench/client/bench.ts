import type { Relay } from '../../support/relay.ts';
import type { PeerSite } from './peer-site.ts';

export interface ClientRunOptions {
  readonly rounds: number;
  /** Less of everything: to see that it works, not for publication. */
  readonly isQuick: boolean;
  /** Lengths of documents, in pages. */
  readonly pageCounts: readonly number[];
}

/** What every case is given: a relay for Écritoire, and a site with the same editor without Écritoire around it. */
export interface ClientBench extends ClientRunOptions {
  readonly relay: Relay;
  readonly peers: PeerSite;
}

export type ClientCase = (bench: ClientBench) => Promise<void>;

/** Runs all in turn, the last one first in every other round, so that what disturbs the machine disturbs all. */
export async function alternate(rounds: number, ...runs: readonly (() => Promise<void>)[]) {
  for (let round = 0; round < rounds; round += 1)
    for (const run of round % 2 === 0 ? runs : runs.toReversed()) await run();
}
