import { setTimeout as delay } from 'node:timers/promises';
import { type Case, playRounds, type Results } from '../bench.ts';
import { printComparison, type Row } from '../comparison.ts';
import type { LossFigures } from '../load/loss-load.ts';

const rooms = 20;
const paces = [1_000, 5_000] as const;
const maxRounds = 3;

/** A server killed while people type, started again, and asked for what it had passed on. */
export const measureKill: Case = async (options) => {
  const rounds = Math.min(options.rounds, maxRounds);
  for (const perSecond of options.isQuick ? paces.slice(1) : paces) {
    const results = await playRounds(
      { ...options, rounds },
      ['ours', 'y-leveldb', 'hocus'],
      async (server, generator, name) => {
        const letters = (10 * perSecond) / rooms;
        await generator.run('beginSteady', {
          target: server.target(),
          rooms,
          people: 2,
          letters,
          perSecond,
          hasExtension: name === 'ours',
        });
        // Not always at the same place of what the server does at intervals.
        await delay((options.isQuick ? 1_000 : 3_000) + Math.random() * 500);
        await server.kill();
        await server.restart();
        const lost = await generator.run('countLost', { target: server.target() });
        await generator.run('endSteady', {});
        return lost;
      },
    );
    printComparison(
      `${rounds} × SIGKILL at ${perSecond.toLocaleString('en')} updates/s, all rounds together`,
      summed(results),
      rows,
    );
  }
};

const rows: readonly Row<LossFigures>[] = [
  { label: 'updates that others had seen', value: ({ seen }) => seen, text: String },
  { label: '… gone after the restart', value: ({ seenLost }) => seenLost, text: String },
  { label: 'updates acknowledged', value: ({ acknowledged }) => acknowledged || undefined, text: String },
  {
    label: '… gone after the restart',
    value: ({ acknowledged, acknowledgedLost }) => (acknowledged > 0 ? acknowledgedLost : undefined),
    text: String,
  },
];

/** Losses are counted, not averaged. */
const summed = (results: Results<LossFigures>): Results<LossFigures> =>
  new Map(
    [...results].map(([name, all]) => {
      const sum = (value: (figures: LossFigures) => number) =>
        all.reduce((total, figures) => total + value(figures), 0);
      return [
        name,
        [
          {
            seen: sum(({ seen }) => seen),
            seenLost: sum(({ seenLost }) => seenLost),
            acknowledged: sum(({ acknowledged }) => acknowledged),
            acknowledgedLost: sum(({ acknowledgedLost }) => acknowledgedLost),
          },
        ],
      ];
    }),
  );
