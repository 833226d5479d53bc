import type { inlineWords as english } from '../en/inline.ts';
import type { Translated } from '../translated.ts';

export const inlineWords: Translated<typeof english> = {
  emoji: {
    list: 'Émojis',
    found_one: '{{count}} émoji',
    found_other: '{{count}} émojis',
    none: 'Aucun émoji de ce nom',
    loading: 'Un instant…',
    missing: 'Les noms des émojis n’ont pas pu être chargés. Ceux de votre clavier restent utilisables.',
  },
};
