import { useSyncExternalStore } from 'react';

const everyMs = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

const tell = () => {
  for (const listener of listeners) listener();
};

/** One timer for all: a list may show the age of thousands of documents. */
function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    timer = setInterval(tell, everyMs);
    document.addEventListener('visibilitychange', tell);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tell);
  };
}

/** What is read from the time, asked again at least every half minute; draws anew only when that is something else. */
export const useReadFromNow = (read: (nowMs: number) => string | number): string | number =>
  useSyncExternalStore(subscribe, () => read(Date.now()));

/** The time in whole seconds, milliseconds since 1970, fresh at least every half minute while the page is seen. */
export const useNow = (): number => Number(useReadFromNow((nowMs) => nowMs - (nowMs % 1_000)));
