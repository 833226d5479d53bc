/** Longer than a frame takes even on a busy machine: a page that draws nothing any more has no frames. */
const noFrameAfterMs = 100;

let waiting: (() => void)[] = [];
let isRunning = false;
let deadline: ReturnType<typeof setTimeout> | undefined;
let listening = new AbortController();

const { port1: frameShown, port2: frameMade } = new MessageChannel();
frameShown.onmessage = runWaiting;

/**
 * Runs `work` when the next frame has been made: what a key changes on the screen waits for nothing else. In the order
 * of the calls, each once. What such work asks for in its turn comes right after it: the frame has been made, and
 * another would be made for nothing. A page that is hidden or left runs what waits at once, before it may be frozen or gone.
 */
export function afterFrame(work: () => void): void {
  waiting.push(work);
  if (!isRunning && waiting.length === 1) planRun({ needsFrame: true });
}

function planRun({ needsFrame }: { readonly needsFrame: boolean }): void {
  deadline = setTimeout(runWaiting, noFrameAfterMs);
  listening = new AbortController();
  // A task of its own: the callback of the frame comes before its layout and its paint.
  const runInOwnTask = () => frameMade.postMessage(undefined);
  // A worker draws nothing.
  if (!('document' in globalThis)) {
    runInOwnTask();
    return;
  }
  addEventListener('pagehide', runAllNow, listening);
  document.addEventListener('visibilitychange', runIfHidden, listening);
  // A hidden page makes no frames, and the browser lets its timers run once a minute.
  if (!needsFrame || document.visibilityState === 'hidden') runInOwnTask();
  else requestAnimationFrame(runInOwnTask);
}

function runWaiting(): void {
  clearTimeout(deadline);
  listening.abort();
  const due = waiting;
  waiting = [];
  isRunning = true;
  for (const work of due) {
    try {
      work();
    } catch (error) {
      // A mistake in one must not keep the others, and must be seen.
      reportError(error);
    }
  }
  isRunning = false;
  if (waiting.length > 0) planRun({ needsFrame: false });
}

/** Work that asks for more work ends; this only keeps a mistake from holding the page for ever. */
const deepest = 20;

function runAllNow(): void {
  for (let depth = 0; waiting.length > 0 && depth < deepest; depth += 1) runWaiting();
}

function runIfHidden(): void {
  if (document.visibilityState === 'hidden') runAllNow();
}
