import i18next, { type FormatterModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en.ts';
import { formatNumber } from './format.ts';
import type { Language } from './language.ts';
import type { Translated } from './translated.ts';

/** The tables of words, each a namespace. What has words of its own beside the interface adds them. */
export interface Resources {
  readonly translation: typeof en;
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: Resources;
  }
}

/** Every word in one language. */
export type Words = Translated<Resources>;

/** Makes the words available to every component. */
export async function startI18n(language: Language, words: Words): Promise<void> {
  await i18next
    .use(initReactI18next)
    .use(numbers)
    .init({
      lng: language,
      fallbackLng: false,
      resources: { [language]: words },
      // React escapes by itself.
      interpolation: { escapeValue: false, alwaysFormat: true },
      initAsync: false,
    });
  document.documentElement.lang = language;
}

/** Numbers are written as the language writes them, wherever they stand: 1,000 and 1 000. */
const numbers: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value, _format, language = 'en') => (typeof value === 'number' ? formatNumber(value, language) : value),
};

/** Speaks another language from now on, screen readers included. */
export async function changeLanguage(language: Language, words: Words): Promise<void> {
  for (const [namespace, table] of Object.entries(words)) i18next.addResourceBundle(language, namespace, table);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
