import { type Case, playRounds } from '../bench.ts';
import { millisecondsText, percentText, printComparison, type Row, thousandsText } from '../comparison.ts';
import type { AcksFigures } from '../load/acks-load.ts';

const paces = [100, 20_000] as const;

/** How many letters a second are said to be on the disk, and how soon. Nobody else says it. */
export const measureAcks: Case = async (options) => {
  const ms = options.isQuick ? 1_000 : 4_000;
  const results = await playRounds(options, ['ours'], (server, generator) =>
    generator.run('acks', { target: server.target(), writers: 100, letters: 30_000, inFlight: 50, paces, ms }),
  );
  printComparison('100 people, each in a room of their own', results, [
    {
      label: 'acknowledged durable updates/s at saturation',
      value: ({ flatOut }) => flatOut.ackedPerSecond,
      text: thousandsText,
    },
    { label: 'saturation: ack p50', value: ({ flatOut }) => flatOut.p50Ms, text: millisecondsText },
    { label: 'saturation: ack p99', value: ({ flatOut }) => flatOut.p99Ms, text: millisecondsText },
    ...paces.flatMap(pacedRows),
    { label: 'saturation: server busy', value: ({ flatOut }) => flatOut.serverShare, text: percentText },
    { label: 'saturation: load generator busy', value: ({ flatOut }) => flatOut.generatorShare, text: percentText },
    { label: 'saturation: other programs busy', value: ({ flatOut }) => flatOut.othersShare, text: percentText },
  ]);
};

function pacedRows(pace: number, index: number): Row<AcksFigures>[] {
  const label = `at ${pace.toLocaleString('en')} updates/s`;
  return [
    { label: `${label}: ack p50`, value: ({ paced }) => paced[index]?.p50Ms, text: millisecondsText },
    { label: `${label}: ack p99`, value: ({ paced }) => paced[index]?.p99Ms, text: millisecondsText },
    { label: `${label}: server busy`, value: ({ paced }) => paced[index]?.serverShare, text: percentText },
  ];
}
