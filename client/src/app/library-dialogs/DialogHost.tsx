import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Dialog } from '../../ui/Dialog.tsx';
import { MissingPart } from '../MissingPart.tsx';
import { usePart } from '../part.ts';
import { libraryDialogs } from './library-dialogs-part.ts';
import { closeDialog, type LibraryDialog, requestedDialog } from './requested-dialog.ts';

/** Shows the question that was asked for, whatever page is below. */
export function DialogHost() {
  const { dialog } = useStore(requestedDialog);
  return dialog === undefined ? null : <RequestedDialog dialog={dialog} />;
}

function RequestedDialog({ dialog }: { readonly dialog: LibraryDialog }) {
  const { t } = useTranslation();
  const part = usePart(libraryDialogs);
  switch (part.name) {
    case 'loading':
      return null;
    case 'missing':
      return (
        <Dialog title={t('brand')} closeLabel={t('common.close')} isOpen onClose={closeDialog}>
          <MissingPart onRetry={() => void libraryDialogs.load()} />
        </Dialog>
      );
    case 'loaded':
      return <part.value dialog={dialog} />;
  }
}
