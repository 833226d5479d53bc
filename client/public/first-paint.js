// Runs before the first paint, so that the chosen theme and the widths of sidebar and text never flash, that nothing is fetched
// later than it could be, and that somebody is there to speak when the program itself cannot start.
// Reads what src/app/preferences.ts writes; whatever it cannot read, the page decides a moment later.
let language;
try {
  const stored = JSON.parse(localStorage.getItem('ecritoire:preferences')) ?? {};
  language = stored.language;
  if (stored.theme === 'light' || stored.theme === 'dark') document.documentElement.dataset.theme = stored.theme;
  if (stored.isWide === true) document.documentElement.dataset.width = 'wide';
  if (stored.isSidebarOpen === false && location.pathname !== '/') document.documentElement.dataset.sidebar = 'closed';
} catch {
  document.documentElement.dataset.theme = 'system';
}

/** The language that the page will speak, as `src/i18n/language.ts` chooses it. */
const asked = new URLSearchParams(location.search).get('lang');
const languages = [asked, language, ...navigator.languages].map((tag) => String(tag).toLowerCase().split('-')[0]);
const spoken = languages.find((tag) => tag === 'fr' || tag === 'en') ?? 'en';

/** What is needed beyond the shell is fetched beside it, not after it. Named by the build. */
function fetchParts(name) {
  const parts = document.querySelector(`meta[name=${name}]`)?.content ?? '';
  for (const path of parts.split(' ')) {
    const link = document.createElement('link');
    link.rel = path.endsWith('.css') ? 'preload' : 'modulepreload';
    if (path.endsWith('.css')) link.as = 'style';
    link.crossOrigin = '';
    link.href = path;
    document.head.append(link);
  }
}
fetchParts(`words-${spoken}`);
if (location.pathname.startsWith('/d/')) fetchParts('document-parts');

/** A script that is gone from the server, or that fails before it has drawn anything, must not leave an empty page. */
function sayThatNothingStarted() {
  const words = document.getElementById('not-started');
  if (words === null || !words.hidden) return;
  const styles = document.createElement('link');
  styles.rel = 'stylesheet';
  styles.href = '/repair.css';
  document.head.append(styles);
  for (const part of words.querySelectorAll('[lang]')) part.hidden = part.lang !== spoken;
  for (const retry of words.querySelectorAll('[data-retry]')) retry.addEventListener('click', fetchAnew);
  words.hidden = false;
}

/** The browser keeps files whose names carry a hash for a year, also if what came under that name was something else. */
async function fetchAnew() {
  const files = document.querySelectorAll('script[src], link[rel=stylesheet], link[rel=modulepreload]');
  const fetched = [...files].map((file) => fetch(file.src || file.href, { cache: 'reload' }));
  await Promise.allSettled(fetched);
  location.reload();
}

// Once the program has drawn anything it takes the words away, and speaks for itself.
function failed({ target }) {
  const isScript = target === window || target instanceof HTMLScriptElement;
  const isStyleSheet = target instanceof HTMLLinkElement && target.rel === 'stylesheet';
  if (!isScript && !isStyleSheet) return;
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', sayThatNothingStarted);
  else sayThatNothingStarted();
}
addEventListener('error', failed, true);
