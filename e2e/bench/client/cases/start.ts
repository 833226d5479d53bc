import { createOwnBrowser, type OwnBrowser } from '../../../support/own-browser.ts';
import type { Person } from '../../../support/person.ts';
import { startRelay } from '../../../support/relay.ts';
import { median, printTable, secondsText } from '../../table.ts';
import { alternate, type ClientBench } from '../bench.ts';
import { blocksPerPage, type LongDocument, pagesText, untilSaved, writeDocument } from '../documents.ts';

interface Start {
  readonly shownMs: number;
  readonly typedMs: number;
}

/** How soon a person can type in a document of this device with no network, in a browser that was just started. */
export async function measureStart({ peers, pageCounts, rounds }: ClientBench): Promise<void> {
  const rows: string[][] = [];
  for (const pageCount of pageCounts) {
    // Its own, because it is killed: what follows needs one that lives.
    const relay = await startRelay();
    const browser = await createOwnBrowser(relay.url);
    try {
      const long = await writeDocument(relay, pageCount);
      const address = `/d/${long.room}`;
      const visitor = await browser.starts();
      await visitor.opens(address);
      await untilSaved(visitor);
      await visitor.canStartOffline();
      const peerAddress = `${peers.url}/?room=${long.room}`;
      await visitor.opens(`${peerAddress}&content=${peers.lend(long.room, long.update)}`);
      await lastBlock(visitor, long).waitFor({ state: 'attached' });
      // A peer says nothing of what it has stored; a long document takes it a few seconds.
      await visitor.page.waitForTimeout(2_000 + 10 * pageCount);
      await browser.kill();
      await relay.kill();

      const ours: Start[] = [];
      const bare: Start[] = [];
      await alternate(
        rounds,
        async () => void ours.push(await coldStart(browser, address, long)),
        async () => void bare.push(await coldStart(browser, peerAddress, long)),
      );
      rows.push(...rowsOf(pageCount, ours, bare));
    } finally {
      await browser.close();
      await relay.close();
    }
  }
  printTable([`Cold browser, median of ${rounds}`, 'Écritoire, no network', 'editor and y-indexeddb', 'ratio'], rows);
}

const lastBlock = ({ page }: Person, { pageCount }: LongDocument) =>
  page.locator(`[data-testid=editor] > :nth-child(${pageCount * blocksPerPage})`);

async function coldStart(browser: OwnBrowser, address: string, long: LongDocument): Promise<Start> {
  const person = await browser.starts();
  const startedAt = performance.now();
  await person.opens(address);
  await lastBlock(person, long).waitFor({ state: 'attached' });
  const shownMs = performance.now() - startedAt;
  const word = `(${Math.round(startedAt)})`;
  await person.types(word);
  await person.page.waitForFunction(
    (typed) => document.querySelector('[data-testid=editor]')?.lastElementChild?.textContent?.includes(typed),
    word,
  );
  const typedMs = performance.now() - startedAt;
  // Long enough for either to have stored it: the next start is one of a document that is whole.
  await person.page.waitForTimeout(500);
  await browser.kill();
  return { shownMs, typedMs };
}

function rowsOf(pageCount: number, ours: readonly Start[], bare: readonly Start[]): string[][] {
  const row = (label: string, of: (start: Start) => number) => {
    const [mine, theirs] = [median(ours.map(of)), median(bare.map(of))];
    return [`${pagesText(pageCount)}: ${label}`, secondsText(mine), secondsText(theirs), (mine / theirs).toFixed(2)];
  };
  return [
    row('address → the text is there', ({ shownMs }) => shownMs),
    row('address → a typed word is there', ({ typedMs }) => typedMs),
  ];
}
