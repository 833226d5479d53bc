/** The value that so many percent of all are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1];
  if (value === undefined) throw new RangeError('The percentile of nothing');
  return value;
}

export const millisecondsText = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
