import { expect, type Locator, type Page } from '@playwright/test';

/** What the page may say about the text (contract: `sync-status`). */
export type SaveState = 'loading' | 'on-device' | 'sending' | 'saved' | 'read-only' | 'update-needed' | 'error';

/** Somebody at a page: what they do and what they see, whatever the language of the interface. */
export interface Person {
  readonly page: Page;
  /** Goes to an address of Écritoire, such as `/` or `/d/…`. */
  opens(address: string): Promise<void>;
  /** Makes a document from the library; resolves to its address, `/d/…`. */
  createsDocument(): Promise<string>;
  /** Types at the end of the text. */
  types(text: string): Promise<void>;
  gives(title: string): Promise<void>;
  sees(text: string): Promise<void>;
  seesTitle(title: string): Promise<void>;
  /** The words on the paper now, a line per block; without the names at the carets of others. */
  text(): Promise<string>;
  /** Waits for the state of saving. */
  statusIs(state: SaveState): Promise<void>;
  /** Every state of saving shown since the page was loaded, in order. */
  statesShown(): Promise<readonly string[]>;
  /** Waits until this many *other* people are here. */
  isWith(others: number): Promise<void>;
  /** Waits until the program itself is on the device. */
  canStartOffline(): Promise<void>;
  /** The element with that `data-testid`. */
  at(testId: string): Locator;
}

/** Somebody at `page`, which must not have been anywhere yet; `origin` is where Écritoire is for them. */
export async function sitDown(page: Page, origin: string): Promise<Person> {
  await page.addInitScript(watchPage);
  const at = (testId: string) => page.getByTestId(testId);
  const editor = at('editor');
  return {
    page,
    at,
    async opens(address) {
      await page.goto(new URL(address, origin).href);
    },
    async createsDocument() {
      await page.goto(origin);
      await at('new-document').first().click();
      await page.waitForURL(/\/d\/./);
      await expect(editor).toBeVisible();
      return new URL(page.url()).pathname;
    },
    async types(text) {
      await editor.focus();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.type(text);
    },
    async gives(title) {
      await at('title').fill(title);
    },
    sees: (text) => expect.poll(() => wordsOn(editor), { intervals: [50, 100, 200] }).toContain(text),
    async seesTitle(title) {
      await expect.poll(() => titleOf(at('title'))).toBe(title);
    },
    text: () => wordsOn(editor),
    statusIs: (state) => expect(at('sync-status')).toHaveAttribute('data-state', state),
    statesShown: () => page.evaluate(() => window.seenByTest.states),
    isWith: (others) => expect(at('presence')).toHaveAttribute('data-count', String(others)),
    async canStartOffline() {
      // An active worker has finished its installation, and that is the fetching of the whole shell.
      await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    },
  };
}

/** Waits for the paper. What ProseMirror draws between the words (carets) is no part of them. */
const wordsOn = (editor: Locator): Promise<string> =>
  editor.evaluate((element) => {
    const copy = element.cloneNode(true);
    if (!(copy instanceof HTMLElement)) throw new Error('The paper is no element');
    for (const widget of copy.querySelectorAll('.ProseMirror-widget')) widget.remove();
    return [...copy.children].map((block) => block.textContent ?? '').join('\n');
  });

/** The contract leaves open whether the title is an `input` or a text box. */
const titleOf = (title: Locator): Promise<string> =>
  title.evaluate((element) =>
    element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
      ? element.value
      : (element.textContent ?? ''),
  );

declare global {
  interface Window {
    seenByTest: { readonly states: string[]; readonly violations: string[] };
  }
}

/** Runs in the page before anything of its own: a state shown for one frame is a state shown. */
function watchPage(): void {
  const states: string[] = [];
  const violations: string[] = [];
  window.seenByTest = { states, violations };
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
  });
  const look = () => {
    const state = document.querySelector('[data-testid="sync-status"]')?.getAttribute('data-state');
    if (state != null && state !== states.at(-1)) states.push(state);
  };
  new MutationObserver(look).observe(document, {
    attributeFilter: ['data-state'],
    childList: true,
    subtree: true,
  });
}
