/** Durations in milliseconds, all kept. */
export interface Latencies {
  add(ms: number): void;
  readonly count: number;
  /** The longest; `NaN` of none. */
  max(): number;
  /** The duration that so large a share (0–1) does not exceed; `NaN` of none. */
  quantile(share: number): number;
}

export function createLatencies(): Latencies {
  let values = new Float64Array(1 << 16);
  let count = 0;
  return {
    add(ms) {
      if (count === values.length) {
        const grown = new Float64Array(values.length * 2);
        grown.set(values);
        values = grown;
      }
      values[count++] = ms;
    },
    get count() {
      return count;
    },
    max: () => (count === 0 ? Number.NaN : values.subarray(0, count).reduce((most, value) => Math.max(most, value))),
    quantile: (share) => values.slice(0, count).sort()[Math.min(count - 1, Math.floor(count * share))] ?? Number.NaN,
  };
}
