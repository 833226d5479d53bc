import { Download, Ellipsis, FolderInput } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuTrigger } from '../../ui/Menu.tsx';
import { saveFiles } from '../lazy-parts.ts';
import { MissingPart } from '../MissingPart.tsx';
import { usePart } from '../part.ts';
import { pickFiles } from './chosen-files.ts';
import { OpenFileButton } from './OpenFileButton.tsx';

/** What is done with files from the list: open some, save several documents as one. */
export function LibraryFiles() {
  const { t } = useTranslation();
  const [isSaving, setIsSaving] = useState(false);
  const close = () => setIsSaving(false);
  return (
    <>
      <OpenFileButton />
      <MenuTrigger>
        <IconButton label={t('files.menu')}>
          <Ellipsis className="icon" aria-hidden />
        </IconButton>
        <Menu label={t('files.menu')}>
          <MenuItem icon={FolderInput} label={t('files.open')} onAction={pickFiles} />
          <MenuItem icon={Download} label={t('files.saveMany')} onAction={() => setIsSaving(true)} />
        </Menu>
      </MenuTrigger>
      <Dialog title={t('files.saveTitle')} isOpen={isSaving} onClose={close} closeLabel={t('common.close')}>
        <Content onClose={close} />
      </Dialog>
    </>
  );
}

function Content({ onClose }: { readonly onClose: () => void }) {
  const part = usePart(saveFiles);
  switch (part.name) {
    case 'loading':
      return null;
    case 'missing':
      return <MissingPart onRetry={() => void saveFiles.load()} />;
    case 'loaded':
      return <part.value onClose={onClose} />;
  }
}
