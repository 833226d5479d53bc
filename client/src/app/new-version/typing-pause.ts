/** How long nobody has typed before it counts as a pause. */
const pauseMs = 3_000;

/** Watches the keys of the page; the returned function resolves at the next natural pause, or now if it is one. */
export function watchTyping(page: EventTarget, now: () => number = () => performance.now()): () => Promise<void> {
  let lastKeyAt = Number.NEGATIVE_INFINITY;
  let isComposing = false;
  const typed = () => {
    lastKeyAt = now();
  };
  // Before anything of the page can stop them.
  for (const type of ['keydown', 'beforeinput']) page.addEventListener(type, typed, { capture: true, passive: true });
  // Choosing a character may take long, and is no pause.
  page.addEventListener('compositionstart', () => {
    isComposing = true;
  });
  page.addEventListener('compositionend', () => {
    isComposing = false;
    typed();
  });
  return async () => {
    for (;;) {
      const leftMs = isComposing ? pauseMs : lastKeyAt + pauseMs - now();
      if (leftMs <= 0) return;
      await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
  };
}
