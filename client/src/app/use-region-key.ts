import { useEffect } from 'react';

const regions = 'nav, header, [role=toolbar], main, main section[aria-labelledby]';
const focusable = 'a[href], button:enabled, input, textarea, [contenteditable=true], [tabindex="0"]';

/** F6 goes to the next part of the page, Shift+F6 to the one before, as in a browser's own window. */
export function useRegionKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      event.preventDefault();
      nextRegion(document.activeElement, event.shiftKey ? -1 : 1)?.focus();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** The first thing to stand on in the next part; of parts inside each other, the innermost one counts as here. */
function nextRegion(from: Element | null, step: 1 | -1): HTMLElement | undefined {
  const entrances = [...document.querySelectorAll(regions)].flatMap((region) => {
    const own = [...region.querySelectorAll<HTMLElement>(focusable)].find((each) => each.closest(regions) === region);
    return own === undefined ? [] : [{ region, own }];
  });
  const here = entrances.findIndex(({ region }) => region === from?.closest(regions));
  return entrances.at((here + step + entrances.length) % entrances.length)?.own;
}
