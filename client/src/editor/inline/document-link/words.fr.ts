import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  name: 'Lien vers un document',
  synonyms: 'mention page renvoi',
};
