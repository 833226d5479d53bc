import type { Translated } from '../../i18n/translated.ts';
import type { menuWords as english } from './menu-words.en.ts';

export const menuWords: Translated<typeof english> = {
  insert: 'Insérer',
  list: 'Ce que l’on peut insérer',
  recent: 'Utilisés en dernier',
  groups: { text: 'Texte', lists: 'Listes', insert: 'Blocs' },
  found_one: '{{count}} entrée',
  found_other: '{{count}} entrées',
  none: 'Rien de ce nom',
};
