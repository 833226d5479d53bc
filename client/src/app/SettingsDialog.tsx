import { useTranslation } from 'react-i18next';
import { PartDialog } from './PartDialog.tsx';
import { settings } from './settings-part.ts';

/** The settings over any page. */
export function SettingsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return isOpen ? (
    <PartDialog part={settings} title={t('common.settings')} onClose={onClose} given={{ onClose }} />
  ) : null;
}
