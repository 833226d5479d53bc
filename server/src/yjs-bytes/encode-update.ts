import * as encoding from 'lib0/encoding';
import type { RangeSet } from './range-set.ts';

/** Structs of one client, encoded: `bytes` holds `structs` of them, the first one with unit `clock`. */
export type Run = {
  readonly clock: number;
  readonly length: number;
  readonly structs: number;
  readonly bytes: Uint8Array;
};

const skipInfo = 10;

/**
 * An update in Yjs' V1 encoding from structs that are encoded already, and from deletions. The runs of a client are
 * sorted and do not overlap; between them a skip says what is missing.
 */
export function encodeUpdate(
  runsByClient: ReadonlyMap<number, readonly Run[]>,
  deletedByClient: ReadonlyMap<number, RangeSet>,
): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, runsByClient.size);
  for (const [client, runs] of newestFirst(runsByClient)) writeRuns(encoder, client, runs);
  writeDeletions(encoder, deletedByClient);
  return encoding.toUint8Array(encoder);
}

/** An update that only deletes. */
export function encodeDeletions(deletedByClient: ReadonlyMap<number, RangeSet>): Uint8Array {
  return encodeUpdate(new Map(), deletedByClient);
}

function writeRuns(encoder: encoding.Encoder, client: number, runs: readonly Run[]): void {
  const clock = runs[0]?.clock ?? 0;
  encoding.writeVarUint(encoder, countStructs(runs));
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
  let end = clock;
  for (const run of runs) {
    if (run.clock > end) {
      encoding.writeUint8(encoder, skipInfo);
      encoding.writeVarUint(encoder, run.clock - end);
    }
    encoding.writeUint8Array(encoder, run.bytes);
    end = run.clock + run.length;
  }
}

/** The structs of the runs, and a skip for every gap between them. */
function countStructs(runs: readonly Run[]): number {
  let structs = 0;
  let end = runs[0]?.clock ?? 0;
  for (const run of runs) {
    structs += run.structs + (run.clock > end ? 1 : 0);
    end = run.clock + run.length;
  }
  return structs;
}

function writeDeletions(encoder: encoding.Encoder, deletedByClient: ReadonlyMap<number, RangeSet>): void {
  encoding.writeVarUint(encoder, deletedByClient.size);
  for (const [client, deleted] of newestFirst(deletedByClient)) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, deleted.size);
    deleted.forEach((start, end) => {
      encoding.writeVarUint(encoder, start);
      encoding.writeVarUint(encoder, end - start);
    });
  }
}

/** Yjs' own order: readers meet fewer structs whose neighbours are still to come. */
const newestFirst = <T>(byClient: ReadonlyMap<number, T>): [number, T][] =>
  [...byClient].sort(([one], [other]) => other - one);
