import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const isOn = createStore(() => false);

/** Leaves only the text on the page, until `leaveFocus` or until the document is left: not remembered. */
export const enterFocus = (): void => isOn.setState(true, true);

export const leaveFocus = (): void => isOn.setState(false, true);

export const useIsFocused = (): boolean => useStore(isOn);
