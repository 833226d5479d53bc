/** Prints one table in Markdown, ready for `docs/`. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

/** The middle value; the higher of two. Throws on none. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
  if (middle === undefined) throw new RangeError('The median of nothing');
  return middle;
}

export const secondsText = (ms: number): string => `${(ms / 1_000).toFixed(2)} s`;
export const kilobytesText = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
export const mebibytesText = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
