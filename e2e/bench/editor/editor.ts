import { execFileSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { type Browser, chromium } from '@playwright/test';
import { browserArguments, findBrowser } from '../../support/find-browser.ts';
import { type Relay, startRelay } from '../../support/relay.ts';
import { alternate } from '../client/bench.ts';
import { openPeerSite } from '../client/peer-site.ts';
import { mebibytesText, median, millisecondsText, percentile, printTable } from '../table.ts';
import { typeInBareElement } from './bare-element.ts';
import { type OpenPaper, openPaper, timeFirstRender } from './open-paper.ts';
import { type WrittenDocument, writeForBlockNote, writeForOurs } from './written-twice.ts';

interface EditorRunOptions {
  readonly rounds: number;
  readonly keys: number;
  readonly remoteChanges: number;
}

/**
 * Our page with everything on, beside BlockNote with nothing but its collaboration, on the same text and relay; and for keys
 * beside the browser alone.
 */
export async function measureEditor(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: { blocks: { type: 'string' }, rounds: { type: 'string' }, quick: { type: 'boolean', default: false } },
  });
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
  const blockCounts = (values.blocks ?? (values.quick ? '200' : '200,1000,3000')).split(',').map(Number);
  if (![rounds, ...blockCounts].every((value) => Number.isSafeInteger(value) && value > 0))
    throw new RangeError('--rounds takes a number, --blocks numbers with commas between them');
  const options = { rounds, keys: values.quick ? 20 : 100, remoteChanges: values.quick ? 10 : 50 };
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD']).toString().trim();
  console.log(
    `\`pnpm bench editor ${args.join(' ')}\` at commit ${commit}, ${new Date().toISOString().slice(0, 16)}Z\n`,
  );
  const site = await openPeerSite('bench/editor/blocknote/vite.config.ts');
  const relay = await startRelay();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const places: Places = { browser, relay, siteUrl: site.url };
  try {
    const rows: string[][] = [];
    for (const blockCount of blockCounts) rows.push(...(await measureLength(places, blockCount, options)));
    const head = `${options.keys} keys and ${options.remoteChanges} changes of others × ${rounds}`;
    printTable([head, 'Écritoire', 'BlockNote', 'browser alone', 'BlockNote / Écritoire'], rows);
  } finally {
    await browser.close();
    await relay.close();
    await site.close();
  }
}

interface Places {
  readonly browser: Browser;
  readonly relay: Relay;
  /** Of the page with BlockNote. */
  readonly siteUrl: string;
}

/** One of the two on one document. */
interface Side {
  /** A browser that has not been here yet, with nothing on its device. */
  open(): ReturnType<typeof openPaper>;
  timeFirstRender(): Promise<number>;
  readonly written: WrittenDocument;
}

interface Measured {
  readonly keyMs: number[];
  readonly mainThreadMs: number[];
  readonly remoteMs: number[];
  readonly firstRenderMs: number[];
  readonly heapBytes: number[];
}

async function measureLength(places: Places, blockCount: number, options: EditorRunOptions) {
  const { relay, siteUrl } = places;
  const ours = openSide(places, await writeForOurs(relay, blockCount), (room) => `${relay.url}/d/${room}`);
  const theirs = openSide(places, await writeForBlockNote(relay, blockCount), (room) => {
    return `${siteUrl}/?${new URLSearchParams({ sync: relay.syncUrl, room })}`;
  });
  const [mine, other, alone] = [createMeasured(), createMeasured(), createMeasured()];
  await alternate(
    options.rounds,
    async () => void mine.firstRenderMs.push(await ours.timeFirstRender()),
    async () => void other.firstRenderMs.push(await theirs.timeFirstRender()),
  );
  // Each alone in the browser: its timers would disturb the other.
  await alternate(
    options.rounds,
    () => measureOpen(ours, mine, options),
    () => measureOpen(theirs, other, options),
    () => measureAlone(places, blockCount, alone, options),
  );
  ours.written.close();
  theirs.written.close();
  return rowsOf(blockCount, mine, other, alone);
}

async function measureAlone(
  { browser }: Places,
  blockCount: number,
  into: Measured,
  { keys }: EditorRunOptions,
): Promise<void> {
  const context = await browser.newContext(windowOptions);
  const { frameMs, mainThreadMs } = await typeInBareElement(context, blockCount, keys);
  into.keyMs.push(...frameMs);
  into.mainThreadMs.push(mainThreadMs);
}

async function measureOpen(side: Side, into: Measured, options: EditorRunOptions): Promise<void> {
  const paper: OpenPaper = await side.open();
  const { frameMs, mainThreadMs } = await paper.type(options.keys);
  into.keyMs.push(...frameMs);
  into.mainThreadMs.push(mainThreadMs);
  for (let change = 0; change < options.remoteChanges; change += 1)
    into.remoteMs.push(await paper.timeRemote(side.written));
  into.heapBytes.push(await paper.heapBytes());
  await paper.close();
}

const windowOptions = { viewport: { width: 1280, height: 800 }, locale: 'en-US' } as const;

function openSide({ browser }: Places, written: WrittenDocument, addressOf: (room: string) => string): Side {
  const opening = async () => ({
    context: await browser.newContext(windowOptions),
    address: addressOf(written.room),
    blockCount: written.blockCount,
  });
  return {
    written,
    open: async () => openPaper(await opening()),
    timeFirstRender: async () => timeFirstRender(await opening()),
  };
}

const createMeasured = (): Measured => ({
  keyMs: [],
  mainThreadMs: [],
  remoteMs: [],
  firstRenderMs: [],
  heapBytes: [],
});

function rowsOf(blockCount: number, ours: Measured, theirs: Measured, alone: Measured): string[][] {
  const row = (
    label: string,
    valuesOf: (measured: Measured) => readonly number[],
    toOne: (values: readonly number[]) => number,
    toText: (value: number) => string,
  ) => {
    const [mine, other] = [toOne(valuesOf(ours)), toOne(valuesOf(theirs))];
    const browser = valuesOf(alone);
    return [
      `${blockCount.toLocaleString('en')} blocks: ${label}`,
      toText(mine),
      toText(other),
      browser.length === 0 ? '–' : toText(toOne(browser)),
      (other / mine).toFixed(1),
    ];
  };
  const p50 = (values: readonly number[]) => percentile(values, 50);
  const p95 = (values: readonly number[]) => percentile(values, 95);
  return [
    row('key → frame, p50', ({ keyMs }) => keyMs, p50, millisecondsText),
    row('key → frame, p95', ({ keyMs }) => keyMs, p95, millisecondsText),
    row('main thread per key', ({ mainThreadMs }) => mainThreadMs, median, millisecondsText),
    row('change of another → frame, p50', ({ remoteMs }) => remoteMs, p50, millisecondsText),
    row('change of another → frame, p95', ({ remoteMs }) => remoteMs, p95, millisecondsText),
    row('address → whole text', ({ firstRenderMs }) => firstRenderMs, median, millisecondsText),
    row('memory of scripts', ({ heapBytes }) => heapBytes, median, mebibytesText),
  ];
}
