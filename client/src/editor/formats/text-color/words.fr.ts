import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  section: 'Couleur du texte',
  none: 'Couleur ordinaire',
  colors: {
    grey: 'Texte gris',
    red: 'Texte rouge',
    orange: 'Texte orange',
    yellow: 'Texte jaune',
    green: 'Texte vert',
    blue: 'Texte bleu',
    purple: 'Texte violet',
    pink: 'Texte rose',
  },
};
