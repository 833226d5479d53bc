import type * as Y from 'yjs';

export type DeleteSet = ReturnType<typeof Y.createDeleteSet>;

/** A run of numbers: `start` is in it, `end` is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * A set of Yjs ids, kept as runs per client: sorted, neither touching nor overlapping. A year of typing is a few
 * thousand runs, because what one person deletes in one go has consecutive clocks.
 */
export class IdRanges {
  readonly #runsByClient = new Map<number, Range[]>();

  add(client: number, start: number, end: number): void {
    if (start >= end) return;
    const runs = this.#runsByClient.get(client);
    if (runs === undefined) {
      this.#runsByClient.set(client, [{ start, end }]);
      return;
    }
    // The runs from `first` up to `after` touch the new one and become one with it.
    const first = firstEndingAtOrAfter(runs, start);
    let after = first;
    let merged: Range = { start, end };
    for (let run = runs[after]; run !== undefined && run.start <= end; run = runs[++after])
      merged = { start: Math.min(run.start, merged.start), end: Math.max(run.end, merged.end) };
    runs.splice(first, after - first, merged);
  }

  /** Adds a Yjs delete set whose ranges are sorted, as those of transactions and of `Y.mergeDeleteSets` are. */
  addSorted(deleteSet: DeleteSet): void {
    for (const [client, deletes] of deleteSet.clients) {
      const runs = this.#runsByClient.get(client) ?? [];
      // One at a time shifts what comes after each time: fine for a keystroke, not for a document that is loaded.
      if (deletes.length < 32) for (const { clock, len } of deletes) this.add(client, clock, clock + len);
      else this.#runsByClient.set(client, mergeRuns(runs, deletes));
    }
  }

  /** How many runs there are. */
  get size(): number {
    let size = 0;
    for (const runs of this.#runsByClient.values()) size += runs.length;
    return size;
  }

  has(client: number, clock: number): boolean {
    return this.gaps(client, clock, clock + 1).length === 0;
  }

  /** The parts of a run that are in the set. */
  parts(client: number, start: number, end: number): Range[] {
    let at = start;
    const parts: Range[] = [];
    for (const gap of [...this.gaps(client, start, end), { start: end, end }]) {
      if (gap.start > at) parts.push({ start: at, end: gap.start });
      at = gap.end;
    }
    return parts;
  }

  /** The parts of a run that are not in the set. */
  gaps(client: number, start: number, end: number): Range[] {
    const runs = this.#runsByClient.get(client) ?? [];
    const missing: Range[] = [];
    let at = start;
    let index = firstEndingAtOrAfter(runs, start);
    for (let run = runs[index]; run !== undefined && run.start < end; run = runs[++index]) {
      if (run.start > at) missing.push({ start: at, end: run.start });
      at = Math.max(at, run.end);
    }
    if (at < end) missing.push({ start: at, end });
    return missing;
  }
}

function firstEndingAtOrAfter(runs: readonly Range[], start: number): number {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.end ?? start) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mergeRuns(runs: readonly Range[], deletes: readonly { clock: number; len: number }[]): Range[] {
  const added = deletes.map(({ clock, len }) => ({ start: clock, end: clock + len }));
  const sorted = [...runs, ...added].sort((a, b) => a.start - b.start);
  const merged: Range[] = [];
  for (const run of sorted) {
    const last = merged.at(-1);
    if (last === undefined || run.start > last.end) merged.push(run);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, run.end) };
  }
  return merged;
}
