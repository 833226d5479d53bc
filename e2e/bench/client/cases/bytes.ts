import { expect } from '@playwright/test';
import { createOwnBrowser, type OwnBrowser } from '../../../support/own-browser.ts';
import type { Person } from '../../../support/person.ts';
import { kilobytesText, printTable } from '../../table.ts';
import type { ClientBench } from '../bench.ts';
import { pagesText, untilSaved, writeDocument } from '../documents.ts';
import { type Contents, installWriteMeter, readContents, readWrites, type Writes } from '../write-meter.ts';

/**
 * Both programs think of compacting when 500 rows were added: first fewer than that. Then more than twice as many: to ours
 * the first 500 are not worth writing 50 pages again (rule D23).
 */
const keys = 400;
const keysToCompaction = 650;
const libraryDatabase = 'ecritoire-library';

interface Written {
  readonly typed: Writes;
  /** These and the following keys, and the compaction. */
  readonly all: Writes;
  /** What Écritoire's list of documents wrote meanwhile. */
  readonly list: Writes | undefined;
  readonly compacted: Contents;
  readonly diskBytes: number;
}

/** What typing writes to the disk of the device. Counts, not times: one round says it. */
export async function measureBytes(bench: ClientBench): Promise<void> {
  const rows: string[][] = [];
  for (const pageCount of bench.pageCounts.filter((count) => count <= 50)) {
    const long = await writeDocument(bench.relay, pageCount);
    const ours = await inItsOwnBrowser(bench.relay.url, async (person, browser) => {
      await person.opens(`/d/${long.room}`);
      await untilSaved(person);
      return measureWrites(person, browser, long.room, true);
    });
    const bare = await inItsOwnBrowser(bench.peers.url, async (person, browser) => {
      await person.opens(`/?room=${long.room}&content=${bench.peers.lend(long.room, long.update)}`);
      await person.at('editor').waitFor();
      return measureWrites(person, browser, long.room, false);
    });
    rows.push(...rowsOf(pageCount, ours, bare));
  }
  printTable([`${keys} keys, one after the other`, 'Écritoire', 'editor and y-indexeddb'], rows);
}

async function inItsOwnBrowser(
  origin: string,
  measure: (person: Person, browser: OwnBrowser) => Promise<Written>,
): Promise<Written> {
  const browser = await createOwnBrowser(origin);
  try {
    const person = await browser.starts();
    await installWriteMeter(person.page);
    return await measure(person, browser);
  } finally {
    await browser.close();
  }
}

async function measureWrites(person: Person, browser: OwnBrowser, room: string, isOurs: boolean): Promise<Written> {
  const { page } = person;
  const before = await readWrites(page, room);
  const listBefore = await readWrites(page, libraryDatabase);
  await person.types('Le conseil adopte la proposition. '.repeat(keys).slice(0, keys));
  if (isOurs) await untilSaved(person);
  const typed = difference(await readWrites(page, room), before);
  const list = isOurs ? difference(await readWrites(page, libraryDatabase), listBefore) : undefined;
  await person.types('Elle en informe le maire. '.repeat(keys).slice(0, keysToCompaction));
  // The first keys at least are merged; whether the last ones are worth it too depends on where they fell.
  await expect
    .poll(async () => (await readContents(page, room)).rows, { timeout: 90_000 })
    .toBeLessThan(keysToCompaction);
  const all = difference(await readWrites(page, room), before);
  return { typed, all, list, compacted: await readContents(page, room), diskBytes: await browser.storedBytes() };
}

const difference = (after: Writes, before: Writes): Writes => ({
  values: after.values - before.values,
  bytes: after.bytes - before.bytes,
  deletions: after.deletions - before.deletions,
  transactions: after.transactions - before.transactions,
});

function rowsOf(pageCount: number, ours: Written, bare: Written): string[][] {
  const row = (label: string, of: (written: Written) => string) => [
    `${pagesText(pageCount)}: ${label}`,
    of(ours),
    of(bare),
  ];
  const perKey = (value: number | undefined) => (value === undefined ? '–' : (value / keys).toFixed(2));
  return [
    row('bytes per key', ({ typed }) => perKey(typed.bytes)),
    row('values per key', ({ typed }) => perKey(typed.values)),
    row('transactions per key', ({ typed }) => perKey(typed.transactions)),
    row('bytes per key for the list of documents', ({ list }) => perKey(list?.bytes)),
    row(`bytes for ${keys + keysToCompaction} keys and the compaction`, ({ all }) => kilobytesText(all.bytes)),
    row('rows after compaction', ({ compacted }) => String(compacted.rows)),
    row('their bytes', ({ compacted }) => kilobytesText(compacted.bytes)),
    row('the browser’s files, all databases', ({ diskBytes }) => kilobytesText(diskBytes)),
  ];
}
