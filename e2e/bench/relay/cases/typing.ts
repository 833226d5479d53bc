import { type Case, playRounds, type RunOptions } from '../bench.ts';
import {
  microsecondsText,
  millisecondsText,
  percentText,
  printComparison,
  type Row,
  thousandsText,
} from '../comparison.ts';
import type { Contender } from '../contenders.ts';
import type { TypingFigures, TypingOptions } from '../load/typing-load.ts';

type Shape = Pick<TypingOptions, 'rooms' | 'people' | 'letters' | 'inFlight' | 'perSecond'>;

interface TypingCase extends Shape {
  readonly title: string;
  readonly contenders: readonly Contender[];
  /** The server that does nothing, to tell how far the load generator goes. */
  readonly sink: Contender;
}

const keepsNoDocument: readonly Contender[] = ['raw', 'batch'];

/** Fifty people type in one document. */
export const measureCrowd: Case = (options) =>
  measureTyping(options, {
    title: '50 people in one room',
    contenders: ['ours', 'raw', 'batch', 'y', 'hocus'],
    sink: 'sink-stream',
    rooms: 1,
    people: 50,
    letters: 16_000,
    inFlight: 1_000,
    perSecond: 1_000,
  });

/** Two people type in each of a thousand documents. */
export const measureRooms: Case = (options) => {
  const rooms = options.isQuick ? 250 : 1_000;
  return measureTyping(options, {
    title: `${rooms} rooms, 2 people in each`,
    contenders: ['ours', 'raw', 'batch', 'y', 'y-leveldb', 'hocus'],
    sink: 'sink-swap',
    rooms,
    people: 2,
    letters: 800,
    inFlight: 2,
    perSecond: rooms * 4,
  });
};

async function measureTyping(options: RunOptions, { title, contenders, sink, ...shape }: TypingCase): Promise<void> {
  const times = options.isQuick ? { warmUpMs: 500, ms: 1_000 } : { warmUpMs: 1_500, ms: 3_000 };
  const results = await playRounds(options, contenders, (server, generator, name) =>
    generator.run('typing', {
      ...shape,
      ...times,
      target: server.target(),
      keepsDocuments: !keepsNoDocument.includes(name),
    }),
  );
  printComparison(title, results, rowsOf(shape));
  const ceiling = await playRounds({ ...options, rounds: 1, isWanted: () => true }, [sink], (server, generator) =>
    generator.run('ceiling', { ...shape, ...times, target: server.target(), isStream: sink === 'sink-stream' }),
  );
  printComparison(`${title}: what the load generator can take`, ceiling, [
    { label: 'deliveries/s', value: (figures) => figures.deliveriesPerSecond, text: thousandsText },
    { label: 'load generator busy', value: (figures) => figures.generatorShare, text: percentText },
  ]);
}

const rowsOf = ({ perSecond }: Shape): readonly Row<TypingFigures>[] => [
  {
    label: 'deliveries/s at saturation',
    value: ({ flatOut }) => flatOut.deliveriesPerSecond,
    text: thousandsText,
    hasRatio: true,
    isLoadBound: ({ flatOut }) => flatOut.generatorShare > 0.9 && flatOut.generatorShare > flatOut.serverShare,
  },
  {
    label: `${perSecond} updates/s: server CPU per delivery`,
    value: ({ steady }) => steady?.serverCpuUsPerDelivery,
    text: microsecondsText,
    hasRatio: true,
  },
  { label: `${perSecond} updates/s: p50`, value: ({ steady }) => steady?.p50Ms, text: millisecondsText },
  { label: `${perSecond} updates/s: p99`, value: ({ steady }) => steady?.p99Ms, text: millisecondsText },
  { label: 'saturation: server busy', value: ({ flatOut }) => flatOut.serverShare, text: percentText },
  { label: 'saturation: load generator busy', value: ({ flatOut }) => flatOut.generatorShare, text: percentText },
  { label: 'saturation: other programs busy', value: ({ flatOut }) => flatOut.othersShare, text: percentText },
];
