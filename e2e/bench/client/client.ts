import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { startRelay } from '../../support/relay.ts';
import type { ClientCase, ClientRunOptions } from './bench.ts';
import { measureB4 } from './cases/b4.ts';
import { measureBytes } from './cases/bytes.ts';
import { measureCatchUp } from './cases/catch-up.ts';
import { measureLibrary } from './cases/library.ts';
import { measureSearch } from './cases/search.ts';
import { measureShell } from './cases/shell.ts';
import { measureStart } from './cases/start.ts';
import { measureTyping } from './cases/typing.ts';
import { openPeerSite } from './peer-site.ts';

const cases: Readonly<Record<string, ClientCase>> = {
  shell: measureShell,
  start: measureStart,
  typing: measureTyping,
  bytes: measureBytes,
  b4: measureB4,
  library: measureLibrary,
  'catch-up': measureCatchUp,
  search: measureSearch,
};

/** The device's half in Chromium, beside the same editor without it and beside y-indexeddb, in turn over several rounds. */
export async function measureClient(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      case: { type: 'string', default: Object.keys(cases).join(',') },
      pages: { type: 'string' },
      rounds: { type: 'string' },
      quick: { type: 'boolean', default: false },
    },
  });
  const names = values.case.split(',');
  const unknown = names.filter((name) => !Object.hasOwn(cases, name));
  if (unknown.length > 0)
    throw new RangeError(`No case is named ${unknown.join(', ')}: ${Object.keys(cases).join(', ')}`);
  const options: ClientRunOptions = {
    rounds: Number(values.rounds ?? (values.quick ? 1 : 5)),
    isQuick: values.quick,
    pageCounts: (values.pages ?? (values.quick ? '1,50' : '1,50,500')).split(',').map(Number),
  };
  if (![options.rounds, ...options.pageCounts].every((value) => Number.isSafeInteger(value) && value > 0))
    throw new RangeError('--rounds takes a number, --pages numbers with commas between them');
  printCircumstances(args);
  const relay = await startRelay();
  const peers = await openPeerSite();
  try {
    for (const name of names) {
      console.log(`\n### ${name}\n`);
      await cases[name]?.({ ...options, relay, peers });
    }
  } finally {
    await peers.close();
    await relay.close();
  }
}

/** What a reader needs to judge the numbers, and to have them again. */
function printCircumstances(args: readonly string[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim();
  const [cpu] = cpus();
  console.log(
    [
      `\`pnpm bench client ${args.join(' ')}\` at commit ${commit}, ${new Date().toISOString().slice(0, 16)}Z;`,
      `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()},`,
      `Node ${process.versions.node}. A page of text: 3,000 letters in a heading and seven paragraphs.`,
    ].join('\n'),
  );
}
