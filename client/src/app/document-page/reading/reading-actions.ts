import { Maximize2, MoveHorizontal, Pilcrow } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../../actions/offered-actions.ts';
import { setPreferences, usePreference } from '../../preferences.ts';
import { enterFocus } from './focus-state.ts';

/** How the text is looked at: alone, over the whole width, with what cannot be seen. Nothing of it is in the document. */
export function useReadingActions(): readonly Action[] {
  const { t } = useTranslation();
  const isWide = usePreference('isWide');
  const areShown = usePreference('areInvisiblesShown');
  return [
    {
      id: 'focus',
      icon: Maximize2,
      label: t('reading.focus'),
      synonyms: t('reading.focusSynonyms'),
      keys: 'Mod-Shift-f',
      run: enterFocus,
    },
    {
      id: 'wide',
      icon: MoveHorizontal,
      label: t(isWide ? 'reading.measured' : 'reading.wide'),
      synonyms: t('reading.wideSynonyms'),
      run: () => setPreferences({ isWide: !isWide }),
    },
    {
      id: 'invisibles',
      icon: Pilcrow,
      label: t(areShown ? 'reading.hideInvisibles' : 'reading.showInvisibles'),
      synonyms: t('reading.invisiblesSynonyms'),
      run: () => setPreferences({ areInvisiblesShown: !areShown }),
    },
  ];
}
