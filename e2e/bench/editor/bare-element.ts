import type { BrowserContext } from '@playwright/test';
import { noteKeys, type TypingCost, typeAndMeasure } from '../client/key-meter.ts';
import { textOfLength, warmUpKeys } from './open-paper.ts';
import { textOfBlock } from './written-twice.ts';

/**
 * Types in an element that the browser lets people write in, with the same text and no editor, no script, no document: what
 * an editor in one such element cannot be faster than.
 */
export async function typeInBareElement(
  context: BrowserContext,
  blockCount: number,
  keys: number,
): Promise<TypingCost> {
  const page = await context.newPage();
  const blocks = Array.from({ length: blockCount }, (_, index) => textOfBlock(index));
  await page.setContent(`<style>div { width: 720px; margin: auto; font: 16.5px / 1.65 sans-serif }</style>
    <div contenteditable data-testid="editor">
      ${blocks.map(({ isHeading, words }) => (isHeading ? `<h2>${words}</h2>` : `<p>${words}</p>`)).join('')}
    </div>`);
  await page.evaluate(() => {
    const paragraphs = document.querySelectorAll('p');
    const middle = paragraphs[Math.floor(paragraphs.length / 2)];
    middle?.scrollIntoView({ block: 'center' });
    document.querySelector<HTMLElement>('[contenteditable]')?.focus({ preventScroll: true });
    getSelection()?.collapse(middle?.firstChild ?? null, 5);
  });
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  await noteKeys(page);
  await typeAndMeasure(page, session, textOfLength(warmUpKeys));
  const cost = await typeAndMeasure(page, session, textOfLength(keys));
  await context.close();
  return cost;
}
