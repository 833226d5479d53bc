import { createStore } from 'zustand/vanilla';

export interface Announcements {
  /** What the page's one live region says now. */
  readonly spoken: { getState(): string; subscribe(listener: () => void): () => void };
  /** Says something politely, together with what else is waiting. Of one kind only the latest is said. */
  announce(kind: string, text: string): void;
}

/**
 * Collects what those who do not see the page should hear, and says it in batches: people come and go faster than
 * anybody can listen. `wait` calls back after the given milliseconds.
 */
export function createAnnouncements(
  everyMs: number,
  wait: (callback: () => void, ms: number) => unknown,
): Announcements {
  const spoken = createStore(() => '');
  const waitingByKind = new Map<string, string>();
  let isResting = false;

  const speak = () => {
    if (waitingByKind.size === 0) {
      isResting = false;
      return;
    }
    isResting = true;
    spoken.setState([...waitingByKind.values()].join(' '), true);
    waitingByKind.clear();
    wait(speak, everyMs);
  };
  return {
    spoken,
    announce(kind, text) {
      waitingByKind.set(kind, text);
      if (!isResting) speak();
    },
  };
}

/** The page's own. */
export const announcements = createAnnouncements(10_000, (callback, ms) => setTimeout(callback, ms));
