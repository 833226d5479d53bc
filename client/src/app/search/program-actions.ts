import { Clock, Files, FolderInput, FolderPlus, Languages, Pin, Settings, SunMoon, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { isLanguage, languageNames } from '../../i18n/language.ts';
import type { Action } from '../actions/offered-actions.ts';
import { chooseLanguage } from '../choose-language.ts';
import { pickFiles } from '../files/chosen-files.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { getPreferences, setPreferences } from '../preferences.ts';
import { placePath } from '../routes.ts';
import { openSettings } from '../SettingsDialog.tsx';

const places = [
  ['all', Files],
  ['pinned', Pin],
  ['recent', Clock],
  ['trash', Trash2],
] as const;

/** What can be done on every page: it concerns the whole of Écritoire. */
export function useProgramActions(): readonly Action[] {
  const { t, i18n } = useTranslation();
  const [, navigate] = useLocation();
  const themes = { system: t('settings.themeSystem'), light: t('settings.themeLight'), dark: t('settings.themeDark') };
  return [
    {
      id: 'new-folder',
      icon: FolderPlus,
      label: t('folder.new'),
      run: () => requestDialog({ name: 'new-folder', parentId: undefined }),
    },
    { id: 'open-file', icon: FolderInput, label: t('files.open'), run: pickFiles },
    ...places.map(([name, icon]) => ({
      id: `place-${name}`,
      icon,
      label: t(`places.${name}`),
      run: () => navigate(placePath({ name })),
    })),
    {
      id: 'settings',
      icon: Settings,
      label: t('common.settings'),
      synonyms: t('search.settingsSynonyms'),
      run: openSettings,
    },
    ...(['system', 'light', 'dark'] as const)
      .filter((theme) => theme !== getPreferences().theme)
      .map((theme) => ({
        id: `theme-${theme}`,
        icon: SunMoon,
        label: t('search.choice', { setting: t('settings.theme'), choice: themes[theme] }),
        synonyms: t('search.themeSynonyms'),
        run: () => setPreferences({ theme }),
      })),
    ...Object.entries(languageNames).flatMap(([language, name]) =>
      isLanguage(language) && language !== i18n.language
        ? [
            {
              id: `language-${language}`,
              icon: Languages,
              label: t('search.choice', { setting: t('settings.language'), choice: name }),
              run: () => void chooseLanguage(language),
            },
          ]
        : [],
    ),
  ];
}
