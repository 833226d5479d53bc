/** Longer than a frame takes even on a busy machine: a page that draws nothing any more has no frames. */
const noFrameAfterMs = 100;

let waiting: (() => void)[] = [];
let deadline: ReturnType<typeof setTimeout> | undefined;
let listening = new AbortController();

const { port1: frameShown, port2: frameMade } = new MessageChannel();
frameShown.onmessage = runWaiting;

/**
 * Runs `work` when the next frame has been made: what a key changes on the screen waits for nothing else. In the order
 * of the calls, each once. A page that is hidden or left runs what waits at once, before it may be frozen or gone.
 */
export function afterFrame(work: () => void): void {
  waiting.push(work);
  if (waiting.length > 1) return;
  deadline = setTimeout(runWaiting, noFrameAfterMs);
  listening = new AbortController();
  // A task of its own: the callback of the frame comes before its layout and its paint.
  const runInOwnTask = () => frameMade.postMessage(undefined);
  // A worker draws nothing.
  if (!('document' in globalThis)) {
    runInOwnTask();
    return;
  }
  addEventListener('pagehide', runWaiting, listening);
  document.addEventListener('visibilitychange', runIfHidden, listening);
  // A hidden page makes no frames, and the browser lets its timers run once a minute.
  if (document.visibilityState === 'hidden') runInOwnTask();
  else requestAnimationFrame(runInOwnTask);
}

function runWaiting(): void {
  clearTimeout(deadline);
  listening.abort();
  const due = waiting;
  waiting = [];
  for (const work of due) {
    try {
      work();
    } catch (error) {
      // A mistake in one must not keep the others, and must be seen.
      reportError(error);
    }
  }
}

function runIfHidden(): void {
  if (document.visibilityState === 'hidden') runWaiting();
}
