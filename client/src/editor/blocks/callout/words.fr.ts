import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  entries: {
    info: 'Encadré d’information',
    warning: 'Encadré d’avertissement',
    success: 'Encadré de réussite',
    tip: 'Encadré de conseil',
  },
  synonyms: 'encadré encart note remarque alerte attention',
  kinds: { info: 'Information', warning: 'Attention', success: 'Réussite', tip: 'Conseil' },
};
