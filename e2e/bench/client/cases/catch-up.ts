import { type Browser, chromium, expect } from '@playwright/test';
import * as Y from 'yjs';
import { createAckingClient } from '../../../support/acking-client.ts';
import { addRows } from '../../../support/device-storage.ts';
import { browserArguments, findBrowser } from '../../../support/find-browser.ts';
import { type Person, sitDown } from '../../../support/person.ts';
import type { Relay } from '../../../support/relay.ts';
import { openTcpProxy, type TcpProxy } from '../../../support/tcp-proxy.ts';
import { waitUntil } from '../../../support/wait-until.ts';
import { kilobytesText, millisecondsText, percentile, printTable, secondsText } from '../../table.ts';
import type { ClientBench } from '../bench.ts';
import { untilSaved, writeDocument } from '../documents.ts';
import { installKeyMeter, typeAndMeasure } from '../key-meter.ts';

const sentence = 'Le conseil adopte la proposition, et demande un rapport pour la fin du mois. ';

interface Reader extends Person {
  readonly line: TcpProxy;
  away(): Promise<void>;
  /** Resolves when all documents are in step again: to how long that took, and what passed meanwhile. */
  back(): Promise<Cost>;
}

interface Cost {
  readonly ms: number;
  readonly bytes: number;
}

/** Documents that nobody has open: all of them new to the device, then after a week of others' work, then as they were. */
export async function measureCatchUp(bench: ClientBench): Promise<void> {
  const count = bench.isQuick ? 40 : 200;
  const { relay } = bench;
  const rooms: string[] = [];
  for (let number = 0; number < count; number += 1) rooms.push((await writeDocument(relay, 2)).room);
  const open = await writeDocument(relay, 5);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const line = await openTcpProxy(relay.port);
  try {
    const reader = await arrive(browser, line);
    await list(reader, rooms);
    const first = await firstRound(reader);
    await reader.away();
    await passWeek(relay, rooms);
    const week = await reader.back();
    await reader.away();
    const nothing = await reader.back();
    printTable(
      [`${count} documents of 2 pages, none of them open`, 'until all are in step', 'both ways on the wire'],
      (
        [
          ['all new to this device', first],
          ['three paragraphs more in each', week],
          ['nothing new', nothing],
        ] as const
      ).map(([label, { ms, bytes }]) => [label, secondsText(ms), kilobytesText(bytes)]),
    );
    await measureKeys(bench, reader, `/d/${open.room}`, rooms);
  } finally {
    await browser.close();
    await line.close();
  }
}

async function arrive(browser: Browser, line: TcpProxy): Promise<Reader> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
  const person = await sitDown(await context.newPage(), line.url);
  return {
    ...person,
    line,
    async away() {
      line.cut();
      await context.setOffline(true);
      await stateIs(person, 'offline');
    },
    async back() {
      const [startedAt, bytesBefore] = [performance.now(), line.carriedBytes];
      line.restore();
      await context.setOffline(false);
      await stateIs(person, 'upToDate');
      return { ms: performance.now() - startedAt, bytes: line.carriedBytes - bytesBefore };
    },
  };
}

const stateIs = ({ at }: Person, state: string) =>
  expect(at('convergence')).toHaveAttribute('data-state', state, { timeout: 300_000 });

/** Puts the documents onto the list as another device would have. */
async function list(reader: Reader, rooms: readonly string[]): Promise<void> {
  await reader.createsDocument();
  await reader.canStartOffline();
  const library = new Y.Doc();
  library.transact(() => {
    for (const [place, room] of rooms.entries())
      for (const field of ['added', 'changedAt']) library.getMap('documents').set(`${room}/${field}`, 1_000 + place);
  });
  // A page of the site without the program in it.
  await reader.opens('/healthz');
  await addRows(reader.page, 'ecritoire-library', [Y.encodeStateAsUpdate(library)]);
}

async function firstRound(reader: Reader): Promise<Cost> {
  await reader.opens('/');
  const [startedAt, bytesBefore] = [performance.now(), reader.line.carriedBytes];
  await stateIs(reader, 'upToDate');
  return { ms: performance.now() - startedAt, bytes: reader.line.carriedBytes - bytesBefore };
}

/** Somebody else writes into every document. */
async function passWeek(relay: Relay, rooms: readonly string[]): Promise<void> {
  for (const room of rooms) {
    const author = createAckingClient({ syncUrl: relay.syncUrl, room });
    author.connect();
    await waitUntil('the author has joined', () => author.isSynced);
    for (let written = 0; written < 3; written += 1) {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(sentence.repeat(5))]);
      author.doc.getXmlFragment('content').push([paragraph]);
    }
    await waitUntil('it is confirmed', () => author.confirmed === author.written);
    author.close();
  }
}

/** Keys in one document, with nothing else going on and while the others come. */
async function measureKeys(bench: ClientBench, reader: Reader, address: string, rooms: readonly string[]) {
  const { page } = reader;
  const text = sentence.repeat(3).slice(0, bench.isQuick ? 30 : 150);
  await reader.opens(address);
  await untilSaved(reader);
  await stateIs(reader, 'upToDate');
  await installKeyMeter(page);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await typeAndMeasure(page, session, sentence);
  const quiet: number[] = [];
  const meanwhile: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    quiet.push(...(await typeAndMeasure(page, session, text)).frameMs);
    await reader.away();
    await passWeek(bench.relay, rooms);
    const inStep = reader.back();
    meanwhile.push(...(await typeAndMeasure(page, session, text)).frameMs);
    await inStep;
  }
  printTable(
    [`${text.length} keys × ${bench.rounds}, in a document of 5 pages`, 'quiet', 'while the others come'],
    [50, 95, 99].map((percent) => [
      `key → frame, p${percent}`,
      ...[quiet, meanwhile].map((frames) => millisecondsText(percentile(frames, percent))),
    ]),
  );
}
