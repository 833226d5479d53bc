import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFiles } from '../lazy-parts.ts';
import { LibraryMenu } from '../library-menus/LibraryMenu.tsx';
import { PartDialog } from '../PartDialog.tsx';
import { OpenFileButton } from './OpenFileButton.tsx';

/** What is done with files from the list: open some, save several documents as one. */
export function LibraryFiles() {
  const { t } = useTranslation();
  const [isSaving, setIsSaving] = useState(false);
  const close = () => setIsSaving(false);
  return (
    <>
      <OpenFileButton />
      <LibraryMenu label={t('files.menu')} subject={{ name: 'files', onSaveMany: () => setIsSaving(true) }} />
      {isSaving && (
        <PartDialog part={saveFiles} title={t('files.saveTitle')} onClose={close} given={{ onClose: close }} />
      )}
    </>
  );
}
