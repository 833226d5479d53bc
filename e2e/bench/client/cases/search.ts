import { setTimeout as delay } from 'node:timers/promises';
import { type BrowserContext, chromium, type Page } from '@playwright/test';
import { browserArguments, findBrowser } from '../../../support/find-browser.ts';
import { type Person, sitDown } from '../../../support/person.ts';
import { mebibytesText, millisecondsText, percentile, printTable, secondsText } from '../../table.ts';
import type { ClientBench } from '../bench.ts';
import { installKeyMeter, typeAndMeasure } from '../key-meter.ts';
import { putOnDevice, type WrittenLibrary, writeLibrary } from '../library-of-texts.ts';
import { readPeakMemory } from '../peak-memory.ts';

const questions = [
  'réunion du comité',
  'budget',
  'meetings',
  'habitant logement école',
  'policy',
  '"rapport est"',
  'comitté',
  'zz9 quai',
];
/** Until a page that was just opened has fetched and started all it has. */
const quietAfterStartMs = 10_000;
const sentence = 'Le conseil adopte la proposition, et demande un rapport pour la fin du mois. ';

/** What search over a whole library takes: to read it, to keep it, to ask it, and from whoever types meanwhile. */
export async function measureSearch({ relay, isQuick, rounds }: ClientBench): Promise<void> {
  const count = isQuick ? 200 : 2_000;
  const library = writeLibrary(count, 1);
  const bytes = library.databases.reduce((sum, [, row]) => sum + row.length, 0);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  try {
    const device = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    await putOnDevice(await openBareSite(device, relay.url), library);
    const before = await storedBytes(device, relay.url);
    const typing = await measureTypingMeanwhile(device, relay.url, library, isQuick ? 40 : 150);
    const after = await storedBytes(device, relay.url);
    const indexing = await measureIndexing(browser.newContext.bind(browser), relay.url, library);
    const asking = await measureQuestions(device, relay.url, library, rounds);
    printTable(
      [`${count} documents, ${mebibytesText(bytes)} of Yjs updates`, ''],
      [
        ['all read, nobody typing', secondsText(indexing.readMs)],
        ['the search database on the disk', mebibytesText(after - before)],
        ['all words into memory', secondsText(asking.preparedMs)],
        ['peak memory of the page, search ready and asked', mebibytesText(asking.peakBytes)],
        ['the same of the page before it is asked', mebibytesText(asking.peakBytesBefore)],
        ...[50, 95, 99].map((part) => [
          `a query in its thread, p${part}`,
          millisecondsText(percentile(asking.queryMs, part)),
        ]),
        ...[50, 95, 99].map((part) => [
          `letter → results on the page, p${part}`,
          millisecondsText(percentile(asking.ms, part)),
        ]),
        ...[50, 95, 99].map((part) => [
          `key → frame while reading | after, p${part}`,
          `${millisecondsText(percentile(typing.whileReading, part))} | ${millisecondsText(percentile(typing.quiet, part))}`,
        ]),
      ],
    );
  } finally {
    await browser.close();
  }
}

/** A page of the site that runs nothing of the program. */
async function openBareSite(device: BrowserContext, url: string): Promise<Page> {
  const page = await device.newPage();
  await page.goto(new URL('/repair', url).href);
  return page;
}

const readCount = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'ecritoire-search-1')) return 0;
    const opening = indexedDB.open('ecritoire-search-1');
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const counting = opening.result.transaction('marks').objectStore('marks').count();
    await new Promise((resolve) => counting.addEventListener('success', resolve));
    opening.result.close();
    return counting.result;
  });

async function storedBytes(device: BrowserContext, url: string): Promise<number> {
  const page = await openBareSite(device, url);
  const { usage = 0 } = await page.evaluate(() => navigator.storage.estimate());
  await page.close();
  return usage;
}

async function untilRead(page: Page, count: number): Promise<void> {
  const deadline = performance.now() + 900_000;
  while ((await readCount(page)) < count) {
    if (performance.now() > deadline) throw new Error(`Not even ${count} documents were read in a quarter of an hour`);
    await delay(50);
  }
}

async function measureTypingMeanwhile(device: BrowserContext, url: string, { ids }: WrittenLibrary, keys: number) {
  const watcher = await openBareSite(device, url);
  const person = await sitDown(await device.newPage(), url);
  await person.opens(`/d/${ids[0]}`);
  await person.at('editor').waitFor();
  await installKeyMeter(person.page);
  const session = await person.page.context().newCDPSession(person.page);
  await session.send('Performance.enable');
  const text = sentence.repeat(Math.ceil(keys / sentence.length)).slice(0, keys);
  await untilRead(watcher, 1);
  const whileReading = await typeAndMeasure(person.page, session, text);
  if ((await readCount(watcher)) >= ids.length) throw new Error('All was read before the typing ended');
  await untilRead(watcher, ids.length);
  const quiet = await typeAndMeasure(person.page, session, text);
  await person.page.close();
  await watcher.close();
  return { whileReading: whileReading.frameMs, quiet: quiet.frameMs };
}

async function measureIndexing(
  newContext: (options: { readonly locale: string }) => Promise<BrowserContext>,
  url: string,
  library: WrittenLibrary,
) {
  const device = await newContext({ locale: 'en-US' });
  const watcher = await openBareSite(device, url);
  await putOnDevice(watcher, library);
  const page = await device.newPage();
  await page.goto(url);
  await untilRead(watcher, 1);
  const startedAt = performance.now();
  await untilRead(watcher, library.ids.length);
  const readMs = performance.now() - startedAt;
  await device.close();
  return { readMs };
}

async function measureQuestions(device: BrowserContext, url: string, library: WrittenLibrary, rounds: number) {
  const person = await sitDown(await device.newPage(), url);
  await person.opens('/');
  await person.at('document-link').first().waitFor();
  // Parts and threads that the page starts with anyhow are not what search takes.
  await delay(quietAfterStartMs);
  const peakBytesBefore = await readPeakMemory(person.page);
  const startedAt = performance.now();
  await person.page.keyboard.press('ControlOrMeta+k');
  await person.page.getByRole('combobox').fill('budget');
  const total = library.countWith('budget').toLocaleString('en-US');
  await person.page
    .locator('.search-status', { hasText: new RegExp(`of ${total}$`, 'm') })
    .waitFor({ timeout: 120_000 });
  const preparedMs = performance.now() - startedAt;
  const queries = await watchQueries(person.page);
  const ms: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const question of questions) ms.push(...(await typeQuestion(person, question)));
  return { preparedMs, peakBytesBefore, peakBytes: await readPeakMemory(person.page), ms, queryMs: await queries() };
}

/** Notes in the thread of search how long each question takes there, from its arrival to its answer. */
async function watchQueries(page: Page): Promise<() => Promise<number[]>> {
  const thread = page.workers().find((worker) => worker.url().includes('search-worker'));
  if (thread === undefined) throw new Error('Search has no thread');
  await thread.evaluate(() => {
    const arrivedAt = new Map<number, number>();
    const queryMs: number[] = [];
    Object.assign(globalThis, { queryMs });
    addEventListener('message', ({ data }) => {
      if (data.type === 'call') arrivedAt.set(data.number, performance.now());
    });
    const say = globalThis.postMessage;
    globalThis.postMessage = (message: { readonly type: string; readonly number: number }) => {
      const at = message.type === 'answer' ? arrivedAt.get(message.number) : undefined;
      if (at !== undefined) queryMs.push(performance.now() - at);
      say(message);
    };
  });
  return () => thread.evaluate(() => Reflect.get(globalThis, 'queryMs'));
}

/** Types a question letter by letter; of each letter, the time until the page shows its answer. */
async function typeQuestion({ page }: Person, question: string): Promise<number[]> {
  return page.evaluate(async (letters) => {
    const field = document.querySelector<HTMLInputElement>('[role=combobox]');
    const list = document.querySelector('[role=listbox]');
    if (field === null || list === null) throw new Error('The palette is not open');
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const waits: number[] = [];
    for (let length = 1; length <= letters.length; length += 1) {
      const typed = letters.slice(0, length);
      const startedAt = performance.now();
      setValue?.call(field, typed);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      do await new Promise(requestAnimationFrame);
      while (list.getAttribute('aria-busy') === 'true');
      waits.push(performance.now() - startedAt);
    }
    return waits;
  }, question);
}
