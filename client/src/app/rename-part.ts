import { createPart } from './part.ts';

/** It brings the editor's schema with it. Not in `lazy-parts.ts`, because the questions of every page use it. */
export const renameDocument = createPart(() =>
  import('../document/rename-document.ts').then((part) => part.renameDocument),
);
