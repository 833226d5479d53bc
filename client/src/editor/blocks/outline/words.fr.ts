import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  name: 'Table des matières',
  synonyms: 'sommaire plan titres',
  empty: 'Les titres de ce document apparaîtront ici.',
};
