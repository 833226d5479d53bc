/** Numbers about the process, in the text form that Prometheus reads. */
export type Metrics = {
  counter(name: string, help: string): Counter;
  /** A counter for each value of one label. */
  counterBy(name: string, help: string, label: string): { add(value: string, amount?: number): void };
  gauge(name: string, help: string): { add(amount: number): void };
  /** Asked when the metrics are read. */
  observedGauge(name: string, help: string, read: () => number | Promise<number>): void;
  /** The same for each value of one label. */
  observedGaugeBy(name: string, help: string, label: string, read: () => Readonly<Record<string, number>>): void;
  histogram(name: string, help: string, upperBounds: readonly number[]): { observe(value: number): void };
  render(): Promise<string>;
};

export type Counter = { add(amount?: number): void };

type Series = () => Promise<string[]> | string[];

export function createMetrics(): Metrics {
  const series: Series[] = [];

  function register(name: string, help: string, type: string, lines: Series): void {
    series.push(async () => [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...(await lines())]);
  }

  return {
    counter(name, help) {
      let total = 0;
      register(name, help, 'counter', () => [`${name} ${total}`]);
      return {
        add: (amount = 1) => {
          total += amount;
        },
      };
    },
    counterBy(name, help, label) {
      const totals = new Map<string, number>();
      register(name, help, 'counter', () =>
        [...totals].map(([value, total]) => `${name}{${label}=${JSON.stringify(value)}} ${total}`),
      );
      return {
        add: (value, amount = 1) => {
          totals.set(value, (totals.get(value) ?? 0) + amount);
        },
      };
    },
    gauge(name, help) {
      let current = 0;
      register(name, help, 'gauge', () => [`${name} ${current}`]);
      return {
        add: (amount) => {
          current += amount;
        },
      };
    },
    observedGauge(name, help, read) {
      register(name, help, 'gauge', async () => [`${name} ${await read()}`]);
    },
    observedGaugeBy(name, help, label, read) {
      register(name, help, 'gauge', () =>
        Object.entries(read()).map(([value, current]) => `${name}{${label}=${JSON.stringify(value)}} ${current}`),
      );
    },
    histogram(name, help, upperBounds) {
      const buckets = upperBounds.map((bound) => ({ bound, count: 0 }));
      let count = 0;
      let sum = 0;
      register(name, help, 'histogram', () => [
        ...buckets.map((bucket) => `${name}_bucket{le="${bucket.bound}"} ${bucket.count}`),
        `${name}_bucket{le="+Inf"} ${count}`,
        `${name}_sum ${sum}`,
        `${name}_count ${count}`,
      ]);
      return {
        observe(value) {
          count += 1;
          sum += value;
          for (const bucket of buckets) if (value <= bucket.bound) bucket.count += 1;
        },
      };
    },
    render: async () => `${(await Promise.all(series.map((lines) => lines()))).flat().join('\n')}\n`,
  };
}
