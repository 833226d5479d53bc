import { convergencePart } from './convergence-part.ts';
import { codeGrammars } from './document-page/code-colors/code-colors-part.ts';
import { emojiNamesIn } from './document-page/emoji-parts.ts';
import { findBar } from './document-page/find/find-part.ts';
import { duplicateDocument } from './duplicate-part.ts';
import { saveDocumentFile } from './files/save-part.ts';
import { folderTree } from './folder-tree/folder-tree-part.ts';
import { libraryDialogs } from './library-dialogs/library-dialogs-part.ts';
import { libraryMenus } from './library-menus/library-menus-part.ts';
import { libraryLine, linkDialogs } from './linking/linking-parts.ts';
import { createPart } from './part.ts';
import { renameDocument } from './rename-part.ts';
import { settings } from './settings-part.ts';
import { sidebarSheet } from './sidebar-sheet-part.ts';
import { trashTerm } from './trash-term/trash-term-part.ts';
import { wordsIn } from './words-parts.ts';

/**
 * The parts of the program that a page fetches after its start. A dynamic import is nowhere else, but in files named
 * `…-part.ts` or `…-parts.ts`, because of this promise: seconds after its start a page has all of its parts, and nothing
 * that happens to the server takes them away.
 */
export const documentPage = createPart(() => import('./document-page/DocumentPage.tsx').then((part) => part.default));

export const searchPalette = createPart(() => import('./search/SearchPalette.tsx').then((part) => part.SearchPalette));
export const saveFiles = createPart(() => import('./files/SaveFiles.tsx').then((part) => part.SaveFiles));
export const openFiles = createPart(() => import('./files/OpenFiles.tsx').then((part) => part.OpenFiles));

/** Once the page is there, so that nothing waits for what may never be looked at. */
const aheadAfterMs = 1_500;

export function fetchPartsAhead(): void {
  setTimeout(() => {
    const parts = [
      sidebarSheet,
      folderTree,
      documentPage,
      findBar,
      codeGrammars,
      libraryDialogs,
      libraryMenus,
      renameDocument,
      duplicateDocument,
      searchPalette,
      openFiles,
      saveFiles,
      saveDocumentFile,
      settings,
      convergencePart,
      linkDialogs,
      libraryLine,
      trashTerm,
      ...Object.values(wordsIn),
      ...Object.values(emojiNamesIn),
    ];
    for (const part of parts) void part.load();
  }, aheadAfterMs);
}
