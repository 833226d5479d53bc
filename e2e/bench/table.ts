/** Prints one table in Markdown, ready for `docs/`. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

/** The middle value; the higher of two. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const above = sorted[Math.floor(sorted.length / 2)];
  const below = sorted[Math.ceil(sorted.length / 2) - 1];
  if (above === undefined || below === undefined) throw new RangeError('The median of nothing');
  return (below + above) / 2;
}

/** The value that so many percent of all are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil((values.length * percent) / 100) - 1];
  if (value === undefined) throw new RangeError('The percentile of nothing');
  return value;
}

export const millisecondsText = (ms: number): string => `${ms.toFixed(ms < 10 ? 2 : 1)} ms`;
export const secondsText = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
export const kilobytesText = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
export const mebibytesText = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
