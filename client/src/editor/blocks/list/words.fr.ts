import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  bullets: 'Liste à puces',
  bulletSynonyms: 'points tirets énumération',
  numbers: 'Liste numérotée',
  numberSynonyms: 'numéros ordonnée étapes 1 2 3',
};
