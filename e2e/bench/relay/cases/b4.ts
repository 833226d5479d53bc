import { newDocumentId } from '../../../support/new-document-id.ts';
import { mebibytesText, secondsText } from '../../table.ts';
import { type Case, playRounds } from '../bench.ts';
import { millisecondsText, printComparison, type Row } from '../comparison.ts';
import type { Contender } from '../contenders.ts';
import { cpuMsOf } from '../cpu-time.ts';
import type { Generator } from '../generator.ts';
import type { JoinFigures, TraceFigures } from '../load/trace-load.ts';
import type { ServerProcess } from '../server-process.ts';
import { diskBytesOf, type Rest, untilAtRest } from '../server-rest.ts';

interface B4Figures {
  readonly sent: TraceFigures;
  /** Of a server that acknowledges: killed at once, where the others are given time to write. */
  readonly earlyJoin: JoinFigures | undefined;
  readonly rest: Rest;
  /** Until it was at rest; not of a server that was killed before. */
  readonly restCpuMs: number | undefined;
  readonly diskBytes: number;
  readonly join: JoinFigures;
}

// The longest that a server waits before it writes: 2 s after the last change for Hocuspocus, and for ours 10 s of
// quiet until it compacts, which it looks for every 5 s.
const quietMs = 3_000;
const quietUntilCompactedMs = 20_000;
const joinDeadlineMs = 60_000;

/** A real paper typed key by key as fast as it goes, until it is stored; then a restart and the first to come. */
export const measureB4: Case = async (options) => {
  const deadlineMs = options.isQuick ? 20_000 : 150_000;
  const names: Contender[] = options.isQuick ? ['ours'] : ['ours', 'y-leveldb', 'hocus'];
  const results = await playRounds({ ...options, rounds: 1 }, names, (server, generator, name) =>
    typePaper(server, generator, name === 'ours', deadlineMs),
  );
  const [first] = [...results.values()].flat();
  if (first !== undefined) console.log(`\n${first.sent.name}: ${first.sent.updates} updates through one socket`);
  printComparison(`B4, one round, nobody waited for longer than ${secondsText(deadlineMs)}`, results, rows);
};

async function typePaper(
  server: ServerProcess,
  generator: Generator,
  isAcknowledged: boolean,
  deadlineMs: number,
): Promise<B4Figures> {
  const room = newDocumentId();
  const startedAtMs = performance.now();
  const join = (patienceMs: number) =>
    generator.run('readTrace', { target: server.target(), room, deadlineMs: patienceMs });
  const restart = async () => {
    await generator.run('leaveTrace', {});
    await server.restart();
  };
  const idleCpuMs = cpuMsOf(server.target().pid);
  const sent = await generator.run('sendTrace', { target: server.target(), room, isAcknowledged, deadlineMs });
  if (isAcknowledged) await restart();
  const earlyJoin = isAcknowledged ? await join(joinDeadlineMs) : undefined;
  const rest = await untilAtRest(
    server,
    isAcknowledged ? quietUntilCompactedMs : quietMs,
    Math.max(2 * quietUntilCompactedMs, deadlineMs - (performance.now() - startedAtMs)),
  );
  const restCpuMs = isAcknowledged ? undefined : cpuMsOf(server.target().pid) - idleCpuMs;
  await restart();
  // Who was killed while it still wrote will never have every letter.
  const lastJoin = await join(rest.isReached ? joinDeadlineMs : joinDeadlineMs / 6);
  return { sent, earlyJoin, rest, restCpuMs, diskBytes: diskBytesOf(server.dataDir), join: lastJoin };
}

const rows: readonly Row<B4Figures>[] = [
  { label: 'the socket took all', value: ({ sent }) => sent.sentMs, text: secondsText },
  { label: 'all acknowledged', value: ({ sent }) => sent.acknowledged?.ms, text: secondsText },
  { label: 'server CPU until acknowledged', value: ({ sent }) => sent.acknowledged?.serverCpuMs, text: secondsText },
  {
    label: 'came to rest after that, compacted',
    value: ({ rest }) => (rest.isReached ? rest.ms : undefined),
    text: secondsText,
  },
  { label: 'server CPU until then', value: ({ restCpuMs }) => restCpuMs, text: secondsText },
  { label: 'on disk', value: ({ diskBytes }) => diskBytes, text: mebibytesText },
  ...joinRows('killed when acknowledged', ({ earlyJoin }) => earlyJoin),
  ...joinRows('killed at rest', ({ join }) => join),
];

function joinRows(label: string, joinOf: (figures: B4Figures) => JoinFigures | undefined): Row<B4Figures>[] {
  const prefix = `${label}, first join`;
  return [
    {
      label: `${prefix}: has every letter`,
      value: (figures) => joinOf(figures) && Number(joinOf(figures)?.isComplete),
      text: (isComplete) => (isComplete === 1 ? 'yes' : 'no'),
    },
    { label: `${prefix}: last byte`, value: (figures) => joinOf(figures)?.receivedMs, text: millisecondsText },
    { label: `${prefix}: bytes`, value: (figures) => joinOf(figures)?.bytes, text: mebibytesText },
    { label: `${prefix}: client's work`, value: (figures) => joinOf(figures)?.appliedMs, text: millisecondsText },
  ];
}
