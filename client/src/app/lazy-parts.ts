import { convergencePart } from './convergence-part.ts';
import { libraryLine, linkDialogs } from './linking/linking-parts.ts';
import { createPart } from './part.ts';
import { settings } from './settings-part.ts';
import { wordsIn } from './words-parts.ts';

/**
 * The parts of the program that a page fetches after its start. A dynamic import is nowhere else (and in
 * `settings-part.ts`, `words-parts.ts`, `convergence-part.ts` and `linking/linking-parts.ts`), because of this promise: seconds after its
 * start a page has all of its parts, and nothing that happens to the server takes them away.
 */
export const documentPage = createPart(() => import('./document-page/DocumentPage.tsx').then((part) => part.default));
export const renameDocument = createPart(() =>
  import('../document/rename-document.ts').then((part) => part.renameDocument),
);

export const searchPalette = createPart(() => import('./search/SearchPalette.tsx').then((part) => part.SearchPalette));

/** Once the page is there, so that nothing waits for what may never be looked at. */
const aheadAfterMs = 1_500;

export function fetchPartsAhead(): void {
  setTimeout(() => {
    const parts = [
      documentPage,
      renameDocument,
      searchPalette,
      settings,
      convergencePart,
      linkDialogs,
      libraryLine,
      ...Object.values(wordsIn),
    ];
    for (const part of parts) void part.load();
  }, aheadAfterMs);
}
