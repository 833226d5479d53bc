import { loadEditingTrace, sha256 } from '../../../support/editing-trace.ts';
import { createOwnBrowser, type OwnBrowser } from '../../../support/own-browser.ts';
import { mebibytesText, median, printTable, secondsText } from '../../table.ts';
import { alternate, type ClientBench } from '../bench.ts';
import { readPeakMemory } from '../peak-memory.ts';
import type { Storage } from '../peer-page.ts';
import { readContents } from '../write-meter.ts';

interface Opening {
  readonly ms: number;
  /** The most that the page's process ever had in memory. */
  readonly peakBytes: number;
}

const shapes = [
  { label: 'as it was written, a row per key', name: 'rows' },
  { label: 'compacted', name: 'one' },
] as const;

/** A real paper's 259,778 keystrokes, read from the device without an editor: in each round a browser just started. */
export async function measureB4({ peers, rounds }: ClientBench): Promise<void> {
  const trace = await loadEditingTrace();
  const browser = await createOwnBrowser(peers.url);
  const rows: string[][] = [];
  try {
    await fill(browser, peers.lend('trace.json', Buffer.from(JSON.stringify(trace.edits))));
    for (const { label, name } of shapes) {
      const ours: Opening[] = [];
      const bare: Opening[] = [];
      await alternate(
        rounds,
        async () => void ours.push(await openOnce(browser, 'ours', `ours-${name}`, trace.finalSha256)),
        async () => void bare.push(await openOnce(browser, 'y-indexeddb', `bare-${name}`, trace.finalSha256)),
      );
      const times = [ours, bare].map((openings) => median(openings.map(({ ms }) => ms)));
      const peaks = [ours, bare].map((openings) => median(openings.map(({ peakBytes }) => peakBytes)));
      rows.push([`${label}: until the text is there`, ...times.map(secondsText), ratioText(times)]);
      rows.push([`${label}: peak memory of the page`, ...peaks.map(mebibytesText), ratioText(peaks)]);
    }
  } finally {
    await browser.close();
  }
  console.log(`${trace.name}, ${trace.edits.length} keys, median of ${rounds}\n`);
  printTable(['B4 from IndexedDB', 'Écritoire’s storage', 'y-indexeddb', 'ratio'], rows);
}

const ratioText = ([mine = Number.NaN, theirs = Number.NaN]: readonly number[]): string => (mine / theirs).toFixed(2);

async function fill(browser: OwnBrowser, traceAddress: string): Promise<void> {
  const person = await browser.starts();
  await person.opens('/');
  await person.page.evaluate(async (address) => {
    await window.peer.fill(address, 'ours', { rows: 'ours-rows', one: 'ours-one' });
    await window.peer.fill(address, 'y-indexeddb', { rows: 'bare-rows', one: 'bare-one' });
  }, traceAddress);
  const { rows } = await readContents(person.page, 'ours-rows');
  console.log(`${rows} rows were written`);
  await browser.kill();
}

/** Ends the browser at once, before either program begins to compact: the next round finds what this one found. */
async function openOnce(browser: OwnBrowser, storage: Storage, name: string, expectedSha256: string): Promise<Opening> {
  const person = await browser.starts();
  await person.opens('/');
  const { ms, text } = await person.page.evaluate(([kind, database]) => window.peer.open(kind, database), [
    storage,
    name,
  ] as const);
  const peakBytes = await readPeakMemory(person.page);
  await browser.kill();
  if (sha256(text) !== expectedSha256) throw new Error(`${storage} did not bring back the text of ${name}`);
  return { ms, peakBytes };
}
