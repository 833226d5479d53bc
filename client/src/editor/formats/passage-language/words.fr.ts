import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  section: 'Langue du passage',
  none: 'Langue du document',
  languages: {
    fr: 'Français',
    en: 'Anglais',
    de: 'Allemand',
    es: 'Espagnol',
    it: 'Italien',
    pt: 'Portugais',
    nl: 'Néerlandais',
    pl: 'Polonais',
    la: 'Latin',
    ar: 'Arabe',
  },
};
