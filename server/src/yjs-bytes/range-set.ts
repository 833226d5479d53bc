/** Numbers, kept as runs: sorted, and neither touching nor overlapping each other. */
export class RangeSet {
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  /** How many runs there are. */
  get size(): number {
    return this.#starts.length;
  }

  /** Whether every number from `start` up to, not including, `end` is in the set. */
  covers(start: number, end: number): boolean {
    if (start >= end) return true;
    const run = this.#lastStartingAt(start);
    return run >= 0 && (this.#ends[run] ?? 0) >= end;
  }

  add(start: number, end: number): void {
    if (start >= end) return;
    // The runs from `first` up to `after` touch the new one and become one with it.
    const before = this.#lastStartingAt(start);
    const first = before >= 0 && (this.#ends[before] ?? 0) >= start ? before : before + 1;
    let after = first;
    while (after < this.#starts.length && (this.#starts[after] ?? 0) <= end) after += 1;
    if (after === first) {
      this.#starts.splice(first, 0, start);
      this.#ends.splice(first, 0, end);
      return;
    }
    this.#starts.splice(first, after - first, Math.min(start, this.#starts[first] ?? start));
    this.#ends.splice(first, after - first, Math.max(end, this.#ends[after - 1] ?? end));
  }

  /** The end of the run that holds the number; the number itself when it is not in the set. */
  endFrom(start: number): number {
    const run = this.#lastStartingAt(start);
    return Math.max(start, run < 0 ? start : (this.#ends[run] ?? start));
  }

  /** One more than the highest number; 0 for the empty set. */
  get end(): number {
    return this.#ends.at(-1) ?? 0;
  }

  /** Calls `visit` with every run, from the lowest. */
  forEach(visit: (start: number, end: number) => void): void {
    for (const [run, start] of this.#starts.entries()) visit(start, this.#ends[run] ?? start);
  }

  /** The last run that starts at or before the number; -1 when there is none. */
  #lastStartingAt(start: number): number {
    let low = 0;
    let high = this.#starts.length;
    // Typing goes forward: what is asked about is mostly at the end.
    if ((this.#starts[high - 1] ?? Number.POSITIVE_INFINITY) <= start) return high - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
