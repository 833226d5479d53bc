import type { BrowserContext, Page } from '@playwright/test';
import { installKeyMeter, type TypingCost, typeAndMeasure } from '../client/key-meter.ts';
import { timeUntilShown } from './remote-meter.ts';
import type { WrittenDocument } from './written-twice.ts';

/** Where to open what, in a browser that has not been there yet. */
interface Opening {
  readonly context: BrowserContext;
  readonly address: string;
  readonly blockCount: number;
}

/** One document, open in one page. */
export interface OpenPaper {
  /** Types so many keys in a paragraph in the middle. */
  type(keys: number): Promise<TypingCost>;
  /** From a change elsewhere to the frame that shows it, milliseconds. */
  timeRemote(written: WrittenDocument): Promise<number>;
  /** What the page's scripts hold after a collection of garbage. */
  heapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** What is typed before anything counts. */
export const warmUpKeys = 40;
// Without accents: Playwright has no key for them.
const sentence = 'le conseil adopte la proposition et demande un rapport pour la fin du mois ';
let changeCount = 0;

export async function openPaper(opening: Opening): Promise<OpenPaper> {
  const { context } = opening;
  const page = await context.newPage();
  await untilWhole(page, opening);
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await installKeyMeter(page);
  const type = (keys: number) => typeAndMeasure(page, session, textOfLength(keys));
  await type(warmUpKeys);
  return {
    type,
    timeRemote(written) {
      changeCount += 1;
      const text = `[${changeCount}]`;
      return timeUntilShown(page, text, () => written.type(text));
    },
    async heapBytes() {
      await session.send('HeapProfiler.collectGarbage');
      const { metrics } = await session.send('Performance.getMetrics');
      return metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN;
    },
    close: () => context.close(),
  };
}

/** Something to type. */
export const textOfLength = (keys: number): string => sentence.repeat(Math.ceil(keys / sentence.length)).slice(0, keys);

/** From the address to a frame with the whole text; everything comes from the relay. Milliseconds. */
export async function timeFirstRender(opening: Opening): Promise<number> {
  const page = await opening.context.newPage();
  const ms = await untilWhole(page, opening);
  await opening.context.close();
  return ms;
}

async function untilWhole(page: Page, { address, blockCount }: Opening): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  const whole = await page.waitForFunction(
    (count) => {
      const blocks = document.querySelector('[data-testid=editor]')?.querySelectorAll('p, h1, h2, h3, h4').length ?? 0;
      return blocks >= count && performance.now();
    },
    blockCount,
    { timeout: 90_000 },
  );
  return Number(await whole.jsonValue());
}
