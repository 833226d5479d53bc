import type { CDPSession, Page } from '@playwright/test';

/** What typing cost, in milliseconds. */
export interface TypingCost {
  /** From each key event to the end of the frame that shows it. */
  readonly frameMs: readonly number[];
  /** Of each transaction of the editor: everything that runs before `dispatch` returns. */
  readonly dispatchMs: readonly number[];
  /** Of the page's main thread, per key, whatever it did: what comes later (storing, sending, React) is in it. */
  readonly mainThreadMs: number;
}

interface Noted {
  readonly frameMs: number[];
  readonly dispatchMs: number[];
}

declare global {
  interface Window {
    keysNoted: Noted;
  }
}

interface EditorNode {
  readonly childCount: number;
  readonly nodeSize: number;
  child(index: number): EditorNode;
}

/** What Tiptap leaves on the element of an editor. */
interface EditorElement extends Element {
  readonly editor: {
    readonly view: { dispatch(transaction: { readonly docChanged: boolean }): void; focus(): void };
    readonly state: { readonly doc: EditorNode };
    readonly commands: { setTextSelection(position: number): void; scrollIntoView(): void };
  };
}

/** Puts the caret into a paragraph in the middle of the text, and begins to note. */
export async function installKeyMeter(page: Page): Promise<void> {
  await noteKeys(page);
  await page.evaluate(() => {
    const element = document.querySelector<EditorElement>('[data-testid=editor]');
    if (element === null) throw new Error('There is no editor on the page');
    const { view, state, commands } = element.editor;
    view.focus();
    // Not at the first half's end: that is a heading, which the outline shows too.
    // BlockNote has all blocks in a group, the only child of the document.
    const isGrouped = state.doc.childCount === 1;
    const blocks = isGrouped ? state.doc.child(0) : state.doc;
    const middle = Math.floor(blocks.childCount / 2) + 2;
    let position = Math.floor(blocks.child(middle).nodeSize / 2) + (isGrouped ? 1 : 0);
    for (let block = 0; block < middle; block += 1) position += blocks.child(block).nodeSize;
    commands.setTextSelection(position);
    commands.scrollIntoView();

    const dispatch = view.dispatch;
    view.dispatch = (transaction) => {
      const startedAt = performance.now();
      dispatch(transaction);
      if (transaction.docChanged) window.keysNoted.dispatchMs.push(performance.now() - startedAt);
    };
  });
}

/** Begins to note the keys of a page and the frames that show them, whatever is typed in. */
export async function noteKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: Noted = { frameMs: [], dispatchMs: [] };
    window.keysNoted = noted;
    const { port1: afterFrame, port2: frame } = new MessageChannel();
    const shown: number[] = [];
    afterFrame.onmessage = () => {
      const now = performance.now();
      for (const pressedAt of shown.splice(0)) noted.frameMs.push(now - pressedAt);
    };
    addEventListener(
      'keydown',
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          shown.push(timeStamp);
          // Delivered when the frame has been made.
          frame.postMessage(undefined);
        }),
      true,
    );
  });
}

/** Types at the caret, as fast as a fast typist. */
export async function typeAndMeasure(page: Page, session: CDPSession, text: string): Promise<TypingCost> {
  await page.bringToFront();
  await page.locator('[data-testid=editor]').focus();
  await page.evaluate(() => {
    window.keysNoted.frameMs.length = 0;
    window.keysNoted.dispatchMs.length = 0;
  });
  const before = await taskMs(session);
  await page.keyboard.type(text, { delay: 60 });
  await page.waitForFunction((keys) => window.keysNoted.frameMs.length >= keys, text.length);
  const mainThreadMs = ((await taskMs(session)) - before) / text.length;
  return { ...(await page.evaluate(() => window.keysNoted)), mainThreadMs };
}

async function taskMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value;
  if (seconds === undefined) throw new Error('The browser does not say how busy it is');
  return seconds * 1_000;
}
