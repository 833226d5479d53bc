import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { PartDialog } from './PartDialog.tsx';
import { settings } from './settings-part.ts';

const isOpen = createStore(() => false);

/** Shows the settings over any page. */
export const openSettings = (): void => isOpen.setState(true, true);

const close = (): void => isOpen.setState(false, true);

/** Where the settings appear. */
export function SettingsDialog() {
  const { t } = useTranslation();
  return useStore(isOpen) ? (
    <PartDialog part={settings} title={t('common.settings')} onClose={close} given={{ onClose: close }} />
  ) : null;
}
