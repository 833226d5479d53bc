import type { Words } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';
import { createPart, type Part } from './part.ts';

/** The words of the interface in each language: one of them is needed to draw anything. */
export const wordsIn: Readonly<Record<Language, Part<Words>>> = {
  en: createPart(() => import('./words/en.ts').then(({ words }) => words)),
  fr: createPart(() => import('./words/fr.ts').then(({ words }) => words)),
};
