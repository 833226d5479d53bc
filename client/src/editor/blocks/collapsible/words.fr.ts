import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  name: 'Section repliable',
  synonyms: 'repliable dépliable pliable détails accordéon replier déplier masquer',
  title: 'Titre',
  untitled: 'Section sans titre',
  shortcut: 'Déplier ou replier la section, depuis son titre',
};
