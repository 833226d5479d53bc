import { median, printTable } from '../../table.ts';
import { type Case, playRounds } from '../bench.ts';
import { microsecondsText, millisecondsText, percentText } from '../comparison.ts';
import { type TransportFigures, type TransportOptions, transports } from '../load/transport-load.ts';

type Crowd = Pick<TransportOptions, 'rooms' | 'people' | 'lettersPerSecond'>;

const crowds: readonly Crowd[] = [
  { rooms: 20, people: 2, lettersPerSecond: 4 },
  { rooms: 1, people: 20, lettersPerSecond: 1 },
];

/** What it costs to go over HTTP: the same people, the same letters, over each transport in turn. */
export const measureHttp: Case = async (options) => {
  const times = options.isQuick ? { warmUpMs: 1_000, ms: 3_000 } : { warmUpMs: 3_000, ms: 10_000 };
  const results = await playRounds(options, ['ours'], async (server, generator) => {
    const figures = new Map<string, TransportFigures>();
    for (const crowd of crowds)
      for (const transport of transports) {
        const target = server.target();
        const measured = await generator.run('transport', { target, transport, ...crowd, ...times });
        figures.set(columnOf(crowd, transport), measured);
      }
    return figures;
  });
  const rounds = results.get('ours') ?? [];
  const columns = crowds.flatMap((crowd) => transports.map((transport) => columnOf(crowd, transport)));
  const row = (label: string, value: (figures: TransportFigures) => number, text: (value: number) => string) => [
    label,
    ...columns.map((column) => text(median(rounds.flatMap((figures) => figures.get(column) ?? []).map(value)))),
  ];
  printTable(
    ['medians', ...columns],
    [
      row('latency p50', ({ p50Ms }) => p50Ms, millisecondsText),
      row('latency p99', ({ p99Ms }) => p99Ms, millisecondsText),
      row('server CPU per delivered update', (figures) => figures.serverCpuUsPerDelivery, microsecondsText),
      row(
        'delivered updates/s',
        ({ deliveriesPerSecond }) => deliveriesPerSecond,
        (value) => value.toFixed(0),
      ),
      row('server busy', ({ serverShare }) => serverShare, percentText),
      row('load generator busy', ({ generatorShare }) => generatorShare, percentText),
      row('other programs busy', ({ othersShare }) => othersShare, percentText),
    ],
  );
};

const columnOf = ({ rooms, people, lettersPerSecond }: Crowd, transport: (typeof transports)[number]): string =>
  `${rooms} × ${people} people, ${lettersPerSecond} letters/s each, ${transport === 'http' ? 'HTTP' : 'WebSocket'}`;
