import type { Translated } from '../../../i18n/translated.ts';
import type { words as english } from './words.en.ts';

export const words: Translated<typeof english> = {
  name: 'Date',
  synonyms: 'aujourd’hui jour calendrier',
  panel: 'Date',
  day: 'Jour',
  today: 'Aujourd’hui',
  apply: 'Appliquer',
  error: 'Choisissez un jour du calendrier.',
};
