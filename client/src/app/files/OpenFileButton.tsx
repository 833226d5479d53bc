import { FolderInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { pickFiles } from './chosen-files.ts';

/** Opens files that were saved here or elsewhere. */
export function OpenFileButton() {
  const { t } = useTranslation();
  return (
    <Button kind="quiet" data-testid="open-file" onPress={pickFiles}>
      <FolderInput className="icon" aria-hidden />
      {t('files.open')}
    </Button>
  );
}
