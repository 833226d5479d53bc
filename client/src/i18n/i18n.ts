import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { en } from './en.ts';
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
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: words },
    // React escapes by itself.
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  document.documentElement.lang = language;
}

/** Speaks another language from now on, screen readers included. */
export async function changeLanguage(language: Language, words: Words): Promise<void> {
  for (const [namespace, table] of Object.entries(words)) i18next.addResourceBundle(language, namespace, table);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
