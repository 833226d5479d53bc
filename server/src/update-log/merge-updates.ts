import * as Y from 'yjs';

// A flat Y.mergeUpdates is quadratic in the number of updates (20,000: 5.5 s); in a tree it is 38 ms.
const mergeWidth = 64;

/** One V1 update with the content of all; `undefined` for none. */
export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array | undefined {
  let level = updates;
  while (level.length > 1) {
    const merged: Uint8Array[] = [];
    for (let start = 0; start < level.length; start += mergeWidth)
      merged.push(Y.mergeUpdates(level.slice(start, start + mergeWidth)));
    level = merged;
  }
  return level[0];
}

/**
 * The state vector of `base` (given as its state vector) and `tail` together. It costs a reading of the tail only.
 * Like Yjs' own, it stops before the first gap of each client, so that peers send what is missing there.
 */
export function stateVectorWith(base: Uint8Array, tail: Uint8Array | undefined): Uint8Array {
  if (tail === undefined) return base;
  const clocks = Y.decodeStateVector(base);
  for (const struct of Y.decodeUpdate(tail).structs) {
    if (struct instanceof Y.Skip) continue;
    const { client, clock } = struct.id;
    const known = clocks.get(client) ?? 0;
    if (clock <= known) clocks.set(client, Math.max(known, clock + struct.length));
  }
  return Y.encodeStateVector(clocks);
}

/** The state vector of nothing. */
export const emptyStateVector = Uint8Array.of(0);

/** The part of an update that a peer with this state vector lacks. Deletions are always in it. */
export function updateFor(stateVector: Uint8Array, update: Uint8Array): Uint8Array {
  return stateVector.length === 1 && stateVector[0] === 0 ? update : Y.diffUpdate(update, stateVector);
}
