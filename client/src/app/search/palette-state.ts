import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const isOpen = createStore(() => false);

/** Opens the search over any page. */
export const openPalette = (): void => isOpen.setState(true, true);

export const closePalette = (): void => isOpen.setState(false, true);

export const useIsPaletteOpen = (): boolean => useStore(isOpen);
