import type { recoveryWords as english } from '../en/recovery.ts';
import type { Translated } from '../translated.ts';

export const recoveryWords: Translated<typeof english> = {
  recovery: {
    sentences_one: '{{count}} phrase écrite par {{names}}',
    sentences_other: '{{count}} phrases écrites par {{names}}',
    words_one: '{{count}} mot écrit par {{names}}',
    words_other: '{{count}} mots écrits par {{names}}',
    passages_one: '{{count}} passage écrit par {{names}}',
    passages_other: '{{count}} passages écrits par {{names}}',
    you: 'vous',
    somebody: 'quelqu’un',
    oneDeleted: '{{amount}} se trouvait dans un paragraphe supprimé entre-temps.',
    someDeleted: '{{amount}} se trouvaient dans un paragraphe supprimé entre-temps.',
    oneChanged: '{{amount}} se trouvait dans un paragraphe modifié entre-temps.',
    someChanged: '{{amount}} se trouvaient dans un paragraphe modifié entre-temps.',
    allDeleted: '{{amount}} se trouvaient dans des paragraphes supprimés entre-temps.',
    allChanged: '{{amount}} se trouvaient dans des paragraphes supprimés ou modifiés entre-temps.',
    announce: '{{what}} On les garde au-dessus du texte.',
    show: 'Afficher',
    hide: 'Masquer',
    putBack: 'Remettre',
    putAllBack: 'Tout remettre',
    discard: 'Écarter',
    discardAll: 'Tout écarter',
    showPlace: 'Voir l’endroit',
    goesBack: 'Ces mots retrouveront leur place dans le texte.',
    goesInto: 'Ces mots retrouveront leur place dans « {{place}} ».',
    goesToEnd: 'Le paragraphe n’existe plus : ces mots iront à la fin du texte.',
    all: 'Tout afficher',
    less: 'Afficher moins',
    more_one: 'En afficher encore {{count}}',
    more_other: 'En afficher encore {{count}}',
    copy: 'Copier',
    copied: 'Copié',
    readOnly:
      'Vous pouvez lire ce document, pas le modifier. Toute personne qui peut y écrire peut remettre ces mots à leur place.',
    discardTitle: 'Écarter {{what}} ?',
    discardText:
      'Ces mots quittent le document pour tout le monde. « Annuler » les fait revenir tant que cette page reste ouverte.',
  },
  foreign: {
    label: 'Cette partie demande une version plus récente',
    selected: 'Sélectionné\u00a0: une partie qui demande une version plus récente. {{words}}',
    remove: 'Retirer…',
    removeTitle: 'Retirer cette partie\u202f?',
    removeText:
      'Elle a été faite avec une version plus récente d’Écritoire, et celle-ci ne peut pas la montrer en entier. Elle serait retirée pour tout le monde. Vous pourrez annuler.',
    keep: 'La garder',
    removeAction: 'Retirer',
    kept: 'Les parties qui demandent une version plus récente ont été gardées telles quelles.',
  },
};
