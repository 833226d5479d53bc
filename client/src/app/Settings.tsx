import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { version } from '../../package.json';
import { isLanguage, type Language, languageNames } from '../i18n/language.ts';
import { Button } from '../ui/Button.tsx';
import { type Choice, ChoiceGroup } from '../ui/ChoiceGroup.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/TextField.tsx';
import { chooseLanguage } from './choose-language.ts';
import { DevicesSetting } from './linking/DevicesSetting.tsx';
import { useNewVersion } from './new-version/new-version-context.ts';
import { guestName, tidyName } from './person/person.ts';
import { longestNameLength, setPreferences, type Theme, usePreference } from './preferences.ts';
import { StorageSetting } from './StorageSetting.tsx';
import './settings.css';

/** The person's choices on this device. Each takes effect at once. */
export function Settings({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('common.settings')} closeLabel={t('common.close')} isOpen onClose={onClose}>
      <div className="settings">
        <NameSetting />
        <LanguageSetting />
        <ThemeSetting />
        <TypographySetting />
        <DevicesSetting />
        <StorageSetting />
        <VersionSetting />
      </div>
    </Dialog>
  );
}

/** The way to a new version that was put aside. */
function VersionSetting() {
  const { t } = useTranslation();
  const { current, take } = useNewVersion();
  return (
    <div className="settings__version">
      <p>{t('settings.version', { version })}</p>
      {current === 'offered' && <Button onPress={() => void take()}>{t('settings.useNewVersion')}</Button>}
    </div>
  );
}

function NameSetting() {
  const { t } = useTranslation();
  const personId = usePreference('personId');
  const stored = usePreference('name');
  const [name, setName] = useState(stored);
  return (
    <TextField
      label={t('settings.name')}
      hint={t('settings.nameHint')}
      placeholder={guestName(personId)}
      value={name}
      maxLength={longestNameLength}
      autoComplete="name"
      onChange={(text) => {
        setName(text);
        setPreferences({ name: tidyName(text), isNameAsked: true });
      }}
    />
  );
}

function LanguageSetting() {
  const { t, i18n } = useTranslation();
  const choices = Object.entries(languageNames).flatMap(([value, label]): Choice<Language>[] =>
    isLanguage(value) ? [{ value, label, lang: value }] : [],
  );
  return (
    <ChoiceGroup
      label={t('settings.language')}
      choices={choices}
      value={isLanguage(i18n.language) ? i18n.language : 'en'}
      onChange={(language) => void chooseLanguage(language)}
    />
  );
}

function TypographySetting() {
  const { t } = useTranslation();
  const choices: Choice<'set' | 'typed'>[] = [
    { value: 'typed', label: t('settings.typographyTyped') },
    { value: 'set', label: t('settings.typographySet') },
  ];
  return (
    <ChoiceGroup
      label={t('settings.typography')}
      choices={choices}
      value={usePreference('hasTypography') ? 'set' : 'typed'}
      onChange={(choice) => setPreferences({ hasTypography: choice === 'set' })}
    />
  );
}

function ThemeSetting() {
  const { t } = useTranslation();
  const choices: Choice<Theme>[] = [
    { value: 'system', label: t('settings.themeSystem') },
    { value: 'light', label: t('settings.themeLight') },
    { value: 'dark', label: t('settings.themeDark') },
  ];
  return (
    <ChoiceGroup
      label={t('settings.theme')}
      choices={choices}
      value={usePreference('theme')}
      onChange={(theme) => setPreferences({ theme })}
    />
  );
}
