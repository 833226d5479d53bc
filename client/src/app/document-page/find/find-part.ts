import { createPart } from '../../part.ts';

/** Find and replace. Not in `lazy-parts.ts`, because the page of a document, which is there, asks for it. */
export const findBar = createPart(() => import('../../../editor/find/FindBar.tsx').then((part) => part.FindBar));
