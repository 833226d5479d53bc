import { createPart } from '../part.ts';

/**
 * What only a linked device needs, or one that is about to be. Not in `lazy-parts.ts`, because the settings and the
 * page of a document lead here too.
 */
export const linkDialogs = createPart(() => import('./LinkDialogs.tsx').then((part) => part.LinkDialogs));
export const libraryLine = createPart(() => import('./open-own-line.ts').then((part) => part.openOwnLine));
