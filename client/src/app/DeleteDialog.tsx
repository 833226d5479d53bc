import type { DocumentId } from '@ecritoire/shared';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteDocument } from '../document/delete-document.ts';
import { hasUnsavedWork } from '../storage/device.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { announcements } from './announcements.ts';
import { useLibrary } from './library-context.ts';
import { showNotice } from './notices.ts';

/** Asks before a document leaves this device, and says what the server does not have yet. */
export function DeleteDialog(props: {
  readonly id: DocumentId;
  readonly title: string;
  readonly onClose: () => void;
  /** It is gone from the device; whoever shows it should leave. */
  readonly onDeleted?: () => void;
}) {
  const { id, title, onClose, onDeleted } = props;
  const { t } = useTranslation();
  const library = useLibrary();
  const [isUnsaved, setIsUnsaved] = useState<boolean>();
  const [error, setError] = useState<string>();
  useEffect(() => void hasUnsavedWork(id).then(setIsUnsaved), [id]);

  const remove = async () => {
    const deleted = await deleteDocument(id);
    if (!deleted.ok) {
      setError(t('delete.failed', { reason: t(`failure.${deleted.error}`) }));
      return;
    }
    library.remove(id);
    const text = t('delete.done', { title });
    showNotice({ id: 'deleted', text, isBrief: true });
    announcements.announce('deleted', text);
    onClose();
    onDeleted?.();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('delete.title', { title })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button kind="danger" isDisabled={isUnsaved === undefined} onPress={() => void remove()}>
            {t('delete.action')}
          </Button>
        </>
      }
    >
      <div className="dialog__text">
        <p>{isUnsaved === undefined ? t('delete.checking') : t(isUnsaved ? 'delete.isUnsaved' : 'delete.isSaved')}</p>
        <p>{t('delete.unlisted')}</p>
        {error !== undefined && <p role="alert">{error}</p>}
      </div>
    </Dialog>
  );
}
