import { createPart } from './part.ts';

/** What the settings show. Not in `lazy-parts.ts`, because the page of a document shows them too. */
export const settings = createPart(() => import('./Settings.tsx').then((part) => part.Settings));
