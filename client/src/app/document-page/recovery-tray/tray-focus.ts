/** What a person stands on in the tray, if they do: the entry, counted from 0, or the tray's own buttons (-1). */
export function focusedEntry(tray: HTMLElement | null): number | undefined {
  const { activeElement } = document;
  if (tray === null || activeElement === null || !tray.contains(activeElement)) return undefined;
  return entriesOf(tray).findIndex((entry) => entry.contains(activeElement));
}

/**
 * When what had the focus has been decided, here or elsewhere, the focus goes to the entry that is now in its place; with
 * nothing left to decide `leave` takes it. Call it before the page changes.
 */
export function moveFocusOn(getTray: () => HTMLElement | null, index: number, leave: () => void): void {
  // React draws before the next frame; a dialog that closes gives the focus back in it.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const tray = getTray();
      const entry = tray === null ? undefined : entriesOf(tray).at(Math.max(0, index));
      const next = (entry ?? tray)?.querySelector<HTMLElement>('.recovery-entry__actions button, button');
      if (next == null) leave();
      else next.focus();
    }),
  );
}

const entriesOf = (tray: HTMLElement): HTMLElement[] => [...tray.querySelectorAll('li')];
