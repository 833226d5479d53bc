import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  section: 'Alignement',
  sides: { left: 'Aligner à gauche', center: 'Centrer', right: 'Aligner à droite' },
};
