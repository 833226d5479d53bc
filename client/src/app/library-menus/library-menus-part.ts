import { createPart } from '../part.ts';

/** What can be done to the documents and folders of the list. */
export const libraryMenus = createPart(() => import('./ListedActions.tsx').then((part) => part.ListedActions));
