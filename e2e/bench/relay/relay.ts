import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import type { Case, RunOptions } from './bench.ts';
import { measureAcks } from './cases/acks.ts';
import { measureB4 } from './cases/b4.ts';
import { measureHttp } from './cases/http.ts';
import { measureKill } from './cases/kill.ts';
import { measureMemory } from './cases/memory.ts';
import { measureNoisy } from './cases/noisy.ts';
import { measureStorm } from './cases/storm.ts';
import { measureCrowd, measureRooms } from './cases/typing.ts';
import { microsecondsText, percentText } from './comparison.ts';
import { contenders } from './contenders.ts';
import { pinning } from './cores.ts';
import { busyMs, familyCpuMs } from './cpu-time.ts';
import { measureSendCost } from './send-cost.ts';
import { peerVersions } from './servers/peers-folder.ts';

const cases: Readonly<Record<string, Case>> = {
  crowd: measureCrowd,
  rooms: measureRooms,
  memory: measureMemory,
  b4: measureB4,
  storm: measureStorm,
  kill: measureKill,
  acks: measureAcks,
  noisy: measureNoisy,
  http: measureHttp,
};

const usualRounds = 3;

/** The relay beside its peers: every server in a process of its own, in turn, over several rounds. */
export async function measureRelay(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: 'string', default: Object.keys(cases).join(',') },
      only: { type: 'string', default: Object.keys(contenders).join(',') },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const names = values.case.split(',');
  const only = values.only.split(',');
  const options: RunOptions = {
    rounds: Number(values.rounds ?? (values.quick ? 1 : usualRounds)),
    isQuick: values.quick,
    isWanted: (contender) => only.includes(contender),
  };
  refuseUnknown('case', names, Object.keys(cases));
  refuseUnknown('server', only, Object.keys(contenders));
  if (!(Number.isSafeInteger(options.rounds) && options.rounds > 0)) throw new RangeError('--rounds takes a number');
  await printCircumstances(args);
  for (const name of names) {
    console.log(`\n### ${name}`);
    const before = { atMs: performance.now(), busyMs: busyMs(), familyMs: familyCpuMs() };
    await cases[name]?.(options);
    const ms = performance.now() - before.atMs;
    const othersMs = Math.max(0, busyMs() - before.busyMs - (familyCpuMs() - before.familyMs));
    console.log(
      `\n${name}: ${(ms / 1_000).toFixed(0)} s; other programs took ${percentText(othersMs / ms)} of a core.`,
    );
  }
}

function refuseUnknown(what: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new RangeError(`No ${what} is named ${unknown.join(', ')}: ${known.join(', ')}`);
}

/** What a reader needs to judge the numbers, and to have them again. */
async function printCircumstances(args: readonly string[]): Promise<void> {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim();
  const [cpu] = cpus();
  console.log(
    [
      `\`pnpm bench relay ${args.join(' ')}\` at commit ${commit}, ${new Date().toISOString().slice(0, 16)}Z;`,
      `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()},`,
      `Node ${process.versions.node}, SQLite ${process.versions['sqlite']}; ${pinning}; ${peerVersions.join(', ')}.`,
      `One write of 40 bytes to a socket of this machine costs ${microsecondsText(await measureSendCost())} of CPU.`,
    ].join('\n'),
  );
}
