import { type Browser, chromium } from '@playwright/test';
import { browserArguments, findBrowser } from '../../../support/find-browser.ts';
import { type Person, sitDown } from '../../../support/person.ts';
import { median, millisecondsText, percentile, printTable } from '../../table.ts';
import { alternate, type ClientBench } from '../bench.ts';
import { type LongDocument, pagesText, untilSaved, writeDocument } from '../documents.ts';
import { installKeyMeter, type TypingCost, typeAndMeasure } from '../key-meter.ts';

// Without accents: Playwright has no key for them.
const sentence = 'Le conseil adopte la proposition, et demande un rapport pour la fin du mois. ';

/** What a key costs with storage, relay and guard, beside the same editor on the same document without them. */
export async function measureTyping(bench: ClientBench): Promise<void> {
  const keys = bench.isQuick ? 30 : 150;
  const text = sentence.repeat(3).slice(0, keys);
  const rows: string[][] = [];
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  try {
    for (const pageCount of bench.pageCounts) {
      const long = await writeDocument(bench.relay, pageCount);
      const ours: TypingCost[] = [];
      const alone: TypingCost[] = [];
      const typist = await openBoth(browser, bench, long);
      await alternate(
        bench.rounds,
        async () => void ours.push(await typist.typesInOurs(text)),
        async () => void alone.push(await typist.typesAlone(text)),
      );
      await typist.close();
      rows.push(...rowsOf(pageCount, ours, alone));
    }
  } finally {
    await browser.close();
  }
  printTable([`${keys} keys × ${bench.rounds}, in the middle`, 'Écritoire', 'the editor alone', 'ratio'], rows);
}

/** Both documents open in one browser; whoever types is in front. */
async function openBoth(browser: Browser, { relay, peers }: ClientBench, long: LongDocument) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  const person = await sitDown(await context.newPage(), relay.url);
  await person.opens(`/d/${long.room}`);
  await untilSaved(person);
  const peer = await sitDown(await context.newPage(), peers.url);
  await peer.opens(`/?content=${peers.lend(long.room, long.update)}`);
  await peer.at('editor').waitFor();
  const oursSession = await sessionOf(person);
  const peerSession = await sessionOf(peer);
  await typeAndMeasure(person.page, oursSession, sentence);
  await typeAndMeasure(peer.page, peerSession, sentence);
  return {
    async typesInOurs(text: string) {
      const cost = await typeAndMeasure(person.page, oursSession, text);
      // Nothing was left out: all of it reached the disk and the relay.
      await untilSaved(person);
      return cost;
    },
    typesAlone: (text: string) => typeAndMeasure(peer.page, peerSession, text),
    close: () => context.close(),
  };
}

async function sessionOf({ page }: Person) {
  await installKeyMeter(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  return session;
}

function rowsOf(pageCount: number, ours: readonly TypingCost[], alone: readonly TypingCost[]): string[][] {
  const row = (label: string, of: (costs: readonly TypingCost[]) => number) => {
    const [mine, theirs] = [of(ours), of(alone)];
    return [
      `${pagesText(pageCount)}: ${label}`,
      millisecondsText(mine),
      millisecondsText(theirs),
      (mine / theirs).toFixed(2),
    ];
  };
  const frames = (costs: readonly TypingCost[]) => costs.flatMap(({ frameMs }) => frameMs);
  const dispatches = (costs: readonly TypingCost[]) => costs.flatMap(({ dispatchMs }) => dispatchMs);
  return [
    ...[50, 95, 99].map((percent) => row(`key → frame, p${percent}`, (costs) => percentile(frames(costs), percent))),
    ...[50, 95, 99].map((percent) =>
      row(`transaction, p${percent}`, (costs) => percentile(dispatches(costs), percent)),
    ),
    row('main thread per key', (costs) => median(costs.map(({ mainThreadMs }) => mainThreadMs))),
  ];
}
