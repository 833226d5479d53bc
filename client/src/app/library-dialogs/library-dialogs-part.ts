import { createPart } from '../part.ts';

/** The questions about documents and folders. Not in `lazy-parts.ts`, because every page can ask them. */
export const libraryDialogs = createPart(() => import('./LibraryDialogs.tsx').then((part) => part.LibraryDialogs));
