// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import script from '../../public/first-paint.js?raw';
import { chooseLanguage, isLanguage } from './language.ts';

afterEach(() => {
  document.head.replaceChildren();
  localStorage.clear();
  vi.unstubAllGlobals();
});

const fetchedAhead = (): string[] =>
  [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].map(
    (link) => link.getAttribute('href') ?? '',
  );

it.each([
  ['', undefined, ['de-DE', 'fr-CH', 'en']],
  ['', undefined, ['el']],
  ['', 'en', ['fr-FR']],
  ['', 'xx', ['fr-FR', 'en']],
  ['?lang=FR', 'en', ['en-US']],
  ['?lang=xx', 'fr', ['en-US']],
  ['?lang=en-GB&x=1', 'fr', ['fr-FR']],
])(
  '[I18N-CHOICE] the words that the page will speak are fetched beside the program: "%s", %s, %j',
  (search, stored, browserLanguages) => {
    document.head.innerHTML =
      '<meta name="words-fr" content="/fr.js"><meta name="words-en" content="/en.js"><meta name="document-parts" content="/page.js">';
    localStorage.setItem('ecritoire:preferences', JSON.stringify({ language: stored }));
    vi.stubGlobal('location', new URL(`https://notes.example/${search}`));
    vi.stubGlobal('navigator', { languages: browserLanguages });
    new Function(script)();
    const spoken = chooseLanguage({ search, choice: isLanguage(stored) ? stored : undefined, browserLanguages });
    expect(fetchedAhead()).toEqual([`/${spoken}.js`]);
  },
);
