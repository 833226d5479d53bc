import type { Page } from '@playwright/test';

declare global {
  interface Window {
    /** When the frame with each awaited piece of text had been made, as `Date.now` counts. */
    shownAtByText: Record<string, number>;
  }
}

/** How long until what `write` types elsewhere is in a frame of the page. Milliseconds. */
export async function timeUntilShown(page: Page, text: string, write: () => number): Promise<number> {
  await page.evaluate((awaited) => {
    const editor = document.querySelector('[data-testid=editor]');
    if (editor === null) throw new Error('There is no editor on the page');
    window.shownAtByText ??= {};
    const observer = new MutationObserver((records) => {
      if (!records.some(({ target }) => target !== editor && target.textContent?.includes(awaited))) return;
      observer.disconnect();
      const { port1: afterFrame, port2: frame } = new MessageChannel();
      afterFrame.onmessage = () => {
        window.shownAtByText[awaited] = performance.timeOrigin + performance.now();
      };
      requestAnimationFrame(() => frame.postMessage(undefined));
    });
    observer.observe(editor, { subtree: true, childList: true, characterData: true });
  }, text);
  const writtenAt = write();
  const shown = await page.waitForFunction((awaited) => window.shownAtByText[awaited], text);
  return Number(await shown.jsonValue()) - writtenAt;
}
