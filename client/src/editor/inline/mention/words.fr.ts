import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  name: 'Mention d’une personne…',
  synonyms: 'mentionner nom quelqu’un arobase',
  list: 'Personnes',
  self: '{{name}} (vous)',
  other: 'Mentionner «\u00a0{{name}}\u00a0»',
  found_one: '{{count}} personne',
  found_other: '{{count}} personnes',
  none: 'Écrivez un nom',
};
