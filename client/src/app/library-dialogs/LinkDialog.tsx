import type { DocumentId } from '@ecritoire/shared';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { documentUrl } from '../routes.ts';
import { closeDialog } from './requested-dialog.ts';

/** Shows a link to copy by hand, where the browser does not let a page use the clipboard. */
export function LinkDialog({ id, blockId }: { readonly id: DocumentId; readonly blockId?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('link.title')} closeLabel={t('common.close')} isOpen onClose={closeDialog}>
      <TextField
        label={t('link.title')}
        isLabelHidden
        value={documentUrl(id, blockId)}
        isReadOnly
        isSelectedOnFocus
        autoFocus
      />
    </Dialog>
  );
}
