import type { Locator, Page } from '@playwright/test';

const mostStops = 60;

/** Presses Tab until the focus is on the element or inside it; throws when it is never reached. */
export async function tabTo(target: Locator): Promise<void> {
  const page = target.page();
  for (let stop = 0; stop < mostStops; stop += 1) {
    if (await holdsFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} is not reached within ${mostStops} stops of the Tab key`);
}

export const holdsFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element.contains(document.activeElement));

/** Until the page shows what the last key did: nobody presses the next one for it before. */
export const seesTheKey = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
