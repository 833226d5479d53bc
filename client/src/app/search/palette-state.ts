import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

interface OpenPalette {
  /** What its field holds at first. */
  readonly text: string;
}

const palette = createStore<{ readonly open: OpenPalette | undefined }>(() => ({ open: undefined }));
let afterwards: (() => void) | undefined;

/** Opens the search over any page. */
export const openPalette = (text = ''): void => palette.setState({ open: { text } });

export const closePalette = (): void => palette.setState({ open: undefined });

/** Closes it, and calls `andThen` as soon as it is gone from the page. */
export function leavePalette(andThen: () => void): void {
  afterwards = andThen;
  closePalette();
}

/** What is to be done now that the palette is gone; once. */
export function takeAfterwards(): (() => void) | undefined {
  const taken = afterwards;
  afterwards = undefined;
  return taken;
}

export const useOpenPalette = (): OpenPalette | undefined => useStore(palette, ({ open }) => open);

export const useIsPaletteOpen = (): boolean => useOpenPalette() !== undefined;
