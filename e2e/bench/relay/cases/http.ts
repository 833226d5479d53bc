import { median, printTable } from '../../table.ts';
import { type Case, playRounds } from '../bench.ts';
import { microsecondsText, millisecondsText, percentText } from '../comparison.ts';
import { type TransportFigures, transports } from '../load/transport-load.ts';

const crowds = [2, 20] as const;
const lettersPerSecond = 4;

type Figures = Readonly<Record<string, TransportFigures>>;

/** What it costs to go over HTTP: the same people, the same letters, over each transport in turn. */
export const measureHttp: Case = async (options) => {
  const times = options.isQuick ? { warmUpMs: 1_000, ms: 3_000 } : { warmUpMs: 3_000, ms: 10_000 };
  const results = await playRounds(options, ['ours'], async (server, generator): Promise<Figures> => {
    const figures: Record<string, TransportFigures> = {};
    for (const people of crowds)
      for (const transport of transports)
        figures[columnOf(people, transport)] = await generator.run('transport', {
          target: server.target(),
          transport,
          people,
          lettersPerSecond,
          ...times,
        });
    return figures;
  });
  const rounds = results.get('ours') ?? [];
  const columns = crowds.flatMap((people) => transports.map((transport) => columnOf(people, transport)));
  const row = (label: string, value: (figures: TransportFigures) => number, text: (value: number) => string) => [
    label,
    ...columns.map((column) => text(median(rounds.flatMap((figures) => figures[column] ?? []).map(value)))),
  ];
  printTable(
    [`one room, ${lettersPerSecond} letters/s each`, ...columns],
    [
      row('latency p50', ({ p50Ms }) => p50Ms, millisecondsText),
      row('latency p99', ({ p99Ms }) => p99Ms, millisecondsText),
      row('server CPU per delivered update', (figures) => figures.serverCpuUsPerDelivery, microsecondsText),
      row(
        'delivered updates/s',
        (figures) => figures.deliveriesPerSecond,
        (value) => value.toFixed(0),
      ),
      row('server busy', ({ serverShare }) => serverShare, percentText),
      row('load generator busy', ({ generatorShare }) => generatorShare, percentText),
    ],
  );
};

const columnOf = (people: number, transport: (typeof transports)[number]): string =>
  `${people} people, ${transport === 'http' ? 'HTTP' : 'WebSocket'}`;
