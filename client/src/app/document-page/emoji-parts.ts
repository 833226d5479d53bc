import type { Language } from '../../i18n/language.ts';
import { createPart, type Part } from '../part.ts';

/** The names of emoji in each language: 41 kB that nobody waits for. */
export const emojiNamesIn: Readonly<Record<Language, Part<string>>> = {
  en: createPart(() => import('virtual:emoji-names-en').then(({ names }) => names)),
  fr: createPart(() => import('virtual:emoji-names-fr').then(({ names }) => names)),
};
