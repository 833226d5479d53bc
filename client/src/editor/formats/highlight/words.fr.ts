import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  section: 'Surlignage',
  none: 'Sans surlignage',
  colors: {
    grey: 'Surligné en gris',
    red: 'Surligné en rouge',
    orange: 'Surligné en orange',
    yellow: 'Surligné en jaune',
    green: 'Surligné en vert',
    blue: 'Surligné en bleu',
    purple: 'Surligné en violet',
    pink: 'Surligné en rose',
  },
};
