import { Eraser, Languages } from 'lucide-react';
import type { FormatEntry } from '../contract.ts';
import { passageLanguages } from './passage-languages.ts';

const section: FormatEntry['section'] = (t) => t('blocks:passage-language.section');

const languages = passageLanguages.map(
  (language, index): FormatEntry => ({
    id: `language-${language}`,
    icon: Languages,
    menu: 'language',
    section,
    place: 60 + index,
    label: (t) => t(`blocks:passage-language.languages.${language}`),
    isOn: (editor) => editor.isActive('passageLanguage', { language }),
    run: (chain) => chain.togglePassageLanguage(language),
  }),
);

export const menu: readonly FormatEntry[] = [
  ...languages,
  {
    id: 'language-none',
    icon: Eraser,
    menu: 'language',
    section,
    place: 79,
    label: (t) => t('blocks:passage-language.none'),
    run: (chain) => chain.unsetPassageLanguage(),
  },
];
