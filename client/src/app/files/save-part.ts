import { createPart } from '../part.ts';

/** Saving a document as a file. Not in `lazy-parts.ts`, because the page of a document does it too. */
export const saveDocumentFile = createPart(() =>
  import('./save-document-file.ts').then((part) => part.saveDocumentFile),
);
