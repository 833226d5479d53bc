import { createStore } from 'zustand/vanilla';

/** When the documents that are not open were last brought into step, by any window; `undefined` before that. */
export const lastRoundEnd = createStore<number | undefined>(() => undefined);
