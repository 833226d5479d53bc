import { createPart } from './part.ts';

/** It brings the editor's schema with it. Not in `lazy-parts.ts`, because lists and documents offer it. */
export const duplicateDocument = createPart(() =>
  import('../document/duplicate-document.ts').then((part) => part.duplicateDocument),
);
