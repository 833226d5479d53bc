import { median, printTable } from '../table.ts';
import type { Results } from './bench.ts';
import { type Contender, contenders } from './contenders.ts';

/** One line of a table: what is compared, and how it is written. */
export interface Row<F> {
  readonly label: string;
  /** `undefined` where the server has no such thing; what is no finite number is left out as well. */
  value(figures: F): number | undefined;
  text(value: number): string;
  /** Whether to add a line of ratios to raw ws. */
  readonly hasRatio?: boolean;
  /** Whether the load generator, and not the server, was the limit: said beside the number. */
  isLoadBound?(figures: F): boolean;
}

const yardstick: Contender = 'raw';

/** Prints medians and, when there were several rounds, the lowest and the highest; a column for each server. */
export function printComparison<F>(title: string, results: Results<F>, rows: readonly Row<F>[]): void {
  const names = [...results.keys()];
  const isMarked = (row: Row<F>, name: Contender) =>
    (results.get(name) ?? []).some((figures) => row.isLoadBound?.(figures));
  const lines = rows.flatMap((row) => {
    const valuesOf = (name: Contender) =>
      (results.get(name) ?? [])
        .map(row.value)
        .filter((value) => value !== undefined)
        .filter(Number.isFinite);
    const line = [
      row.label,
      ...names.map((name) => cell(valuesOf(name), row.text) + (isMarked(row, name) ? ' †' : '')),
    ];
    const base = valuesOf(yardstick);
    if (row.hasRatio !== true || base.length === 0) return [line];
    const ratio = (values: readonly number[]) =>
      values.length === 0 ? '' : (median(values) / median(base)).toPrecision(3);
    return [line, ['… as a multiple of raw ws', ...names.map((name) => ratio(valuesOf(name)))]];
  });
  console.log();
  printTable([title, ...names.map((name) => contenders[name]().name)], lines);
  if (rows.some((row) => names.some((name) => isMarked(row, name))))
    console.log('\n† The load generator was the limit in at least one round: the server can do more.');
}

function cell(values: readonly number[], text: (value: number) => string): string {
  if (values.length === 0) return '–';
  const middle = text(median(values));
  if (values.length === 1) return middle;
  return `${middle} (${text(Math.min(...values))}–${text(Math.max(...values))})`;
}

export const thousandsText = (value: number): string => `${(value / 1_000).toFixed(value < 100_000 ? 1 : 0)} k`;
export const microsecondsText = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} µs`;
export const millisecondsText = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const percentText = (value: number): string => `${(value * 100).toFixed(0)} %`;
