import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog.tsx';
import { MissingPart } from './MissingPart.tsx';
import { usePart } from './part.ts';
import { settings } from './settings-part.ts';

/** The settings over any page. */
export function SettingsDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('common.settings')} closeLabel={t('common.close')} isOpen={isOpen} onClose={onClose}>
      <Content />
    </Dialog>
  );
}

function Content() {
  const part = usePart(settings);
  switch (part.name) {
    case 'loading':
      return null;
    case 'missing':
      return <MissingPart onRetry={() => void settings.load()} />;
    case 'loaded':
      return <part.value />;
  }
}
