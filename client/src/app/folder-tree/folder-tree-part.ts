import { createPart } from '../part.ts';

/** The folders beside every page: not needed for the first list. Not in `lazy-parts.ts`, because every page has them. */
export const folderTree = createPart(() => import('./FolderTree.tsx').then((part) => part.FolderTree));
