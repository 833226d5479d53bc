import { setTimeout as delay } from 'node:timers/promises';
import { type Case, playRounds } from '../bench.ts';
import { millisecondsText, printComparison, type Row } from '../comparison.ts';
import { startGenerator } from '../generator.ts';
import { type Flood, type FloodFigures, floods } from '../load/flood-load.ts';
import type { SteadyFigures } from '../load/steady-load.ts';

interface NoisyFigures {
  /** In the first flood of a server just started, while its compiler works on the same core. */
  readonly cold: SteadyFigures;
  readonly quiet: SteadyFigures;
  readonly flooded: ReadonlyMap<Flood, { readonly neighbours: SteadyFigures; readonly flood: FloodFigures }>;
}

/** Two rooms of ten people, while a hostile client floods a third. */
export const measureNoisy: Case = async (options) => {
  const ms = options.isQuick ? 1_000 : 2_500;
  const results = await playRounds(
    options,
    ['ours', 'raw', 'y', 'hocus'],
    async (server, generator): Promise<NoisyFigures> => {
      const target = server.target();
      // It takes what the measuring one leaves, so that the neighbours' clients are not what is slowed down.
      const hostile = await startGenerator('background');
      try {
        await generator.run('beginSteady', {
          target,
          rooms: 2,
          people: 10,
          letters: 2_000,
          perSecond: 200,
          hasExtension: false,
        });
        await delay(ms / 2);
        const during = async (kind: Flood) => {
          await generator.run('markSteady', {});
          const flood = await hostile.run('flood', { target, flood: kind, ms });
          return { neighbours: await generator.run('markSteady', {}), flood };
        };
        const { neighbours: cold } = await during('updates');
        // A relay runs for weeks: what it does under each flood is compiled before anything is compared.
        for (const kind of floods) await during(kind);
        await delay(ms / 2);
        await generator.run('markSteady', {});
        await delay(ms);
        const quiet = await generator.run('markSteady', {});
        const flooded = new Map<Flood, { neighbours: SteadyFigures; flood: FloodFigures }>();
        for (const kind of floods) {
          flooded.set(kind, await during(kind));
          await delay(ms / 4);
        }
        await generator.run('endSteady', {});
        return { cold, quiet, flooded };
      } finally {
        await hostile.close();
      }
    },
  );
  printComparison('two rooms of ten people at 200 updates/s, a third room flooded', results, [
    { label: 'quiet: p99', value: ({ quiet }) => quiet.p99Ms, text: millisecondsText },
    ...floods.flatMap(rowsOf),
    { label: 'first flood of updates after the start: p99', value: ({ cold }) => cold.p99Ms, text: millisecondsText },
  ]);
};

const rowsOf = (kind: Flood): Row<NoisyFigures>[] => [
  {
    label: `flood of ${kind}: p99`,
    value: ({ flooded }) => flooded.get(kind)?.neighbours.p99Ms,
    text: millisecondsText,
  },
  {
    label: '… as a multiple of quiet',
    value: ({ quiet, flooded }) => (flooded.get(kind)?.neighbours.p99Ms ?? Number.NaN) / quiet.p99Ms,
    text: (ratio) => ratio.toFixed(1),
  },
  { label: '… frames sent', value: ({ flooded }) => flooded.get(kind)?.flood.framesSent, text: String },
];
