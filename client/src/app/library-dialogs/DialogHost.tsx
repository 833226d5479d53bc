import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { PartDialog } from '../PartDialog.tsx';
import { libraryDialogs } from './library-dialogs-part.ts';
import { closeDialog, type LibraryDialog, requestedDialog } from './requested-dialog.ts';

/** Shows the question that was asked for, whatever page is below. */
export function DialogHost() {
  const { dialog } = useStore(requestedDialog);
  return dialog === undefined ? null : <RequestedDialog dialog={dialog} />;
}

function RequestedDialog({ dialog }: { readonly dialog: LibraryDialog }) {
  const { t } = useTranslation();
  return <PartDialog part={libraryDialogs} title={t('brand')} onClose={closeDialog} given={{ dialog }} />;
}
