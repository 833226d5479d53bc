import { vi } from 'vitest';

/** Gives a test that has no browser the page that the program listens to. Undone by `vi.unstubAllGlobals`. */
export function stubPage(): EventTarget {
  const page = new EventTarget();
  vi.stubGlobal('document', new EventTarget());
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
  vi.stubGlobal('requestAnimationFrame', (draw: () => void) => setTimeout(draw));
  return page;
}
