import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  name: 'Bloc de code',
  synonyms: 'programme source préformaté',
  language: 'Langage du code',
  plain: 'Texte brut',
  toLanguage: 'Du code à son langage',
};
