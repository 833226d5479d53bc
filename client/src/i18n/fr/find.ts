import type { findWords as english } from '../en/find.ts';
import type { Translated } from '../translated.ts';

export const findWords: Translated<typeof english> = {
  find: {
    title: 'Rechercher dans ce document',
    field: 'Rechercher',
    action: 'Rechercher et remplacer',
    previous: 'Occurrence précédente',
    next: 'Occurrence suivante',
    case: 'Respecter les majuscules',
    accents: 'Respecter les accents',
    wholeWord: 'Mots entiers',
    pattern: 'Expression régulière',
    replacing: 'Remplacer',
    replacement: 'Remplacer par',
    replace: 'Remplacer',
    replaceAll: 'Tout remplacer',
    none: 'Aucun résultat',
    place: '{{current}} sur {{count}}',
    count_one: '{{count}} résultat',
    count_other: '{{count}} résultats',
    replaced_one: '{{count}} remplacé',
    replaced_other: '{{count}} remplacés',
    unreadable: 'Cette expression régulière est incomplète. Vérifiez ses parenthèses et ses barres obliques inverses.',
    tooSlow: 'Cette expression régulière prend trop de temps sur ce texte. Une plus simple conviendra mieux.',
    noThread:
      'Les expressions régulières demandent une partie d’Écritoire qui manque. Rechargez la page une fois en ligne.',
    tooMany: 'Il y a plus de 50 000 résultats. Cherchez quelque chose de plus long.',
  },
};
