import '@fontsource-variable/inter/wght.css';
import './ui/tokens.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { applyTheme } from './app/apply-theme.ts';
import { startConvergence } from './app/convergence-part.ts';
import { askBeforeLosingText, documents } from './app/document-registry.ts';
import { documentPage, fetchPartsAhead } from './app/lazy-parts.ts';
import { keepLibraryInStep } from './app/linking/keep-in-step.ts';
import { openNewVersion } from './app/new-version/open-new-version.ts';
import { getPreferences } from './app/preferences.ts';
import { isDocumentPath } from './app/routes.ts';
import { openLibrarySearch } from './app/search-context.ts';
import { startTrashTerm } from './app/trash-term/trash-term-part.ts';
import { wordsIn } from './app/words-parts.ts';
import { startI18n } from './i18n/i18n.ts';
import { chooseLanguage } from './i18n/language.ts';
import { openLibrary } from './library/library.ts';

/** What a device has read by then is drawn at once; a network that takes longer gets the frame of the page meanwhile. */
const partDeadlineMs = 200;

const part = isDocumentPath(location.pathname) ? documentPage.load() : undefined;
const language = chooseLanguage({
  search: location.search,
  choice: getPreferences().language,
  browserLanguages: navigator.languages,
});
applyTheme();
const words = await wordsIn[language].load();
// `first-paint.js` says so in words of its own.
if (!words.ok) throw new Error('The words of the interface could not be loaded');
await startI18n(language, words.value);
const library = openLibrary();
const search = openLibrarySearch(library);
const newVersion = openNewVersion(documents, library, import.meta.url);
askBeforeLosingText(documents);
keepLibraryInStep(library);
fetchPartsAhead();
startConvergence(library, documents);
startTrashTerm(library);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
if (part !== undefined) await Promise.race([part, new Promise((resolve) => setTimeout(resolve, partDeadlineMs))]);
createRoot(root).render(
  <StrictMode>
    <App library={library} search={search} newVersion={newVersion} />
  </StrictMode>,
);
