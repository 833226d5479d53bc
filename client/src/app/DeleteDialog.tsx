import type { DocumentId } from '@ecritoire/shared';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteDocument } from '../document/delete-document.ts';
import { formatRelativeTime } from '../i18n/format.ts';
import { readUnsavedWork } from '../storage/device.ts';
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
  const [unsaved, setUnsaved] = useState<{ readonly since: number | undefined }>();
  const [error, setError] = useState<string>();
  useEffect(() => void readUnsavedWork(id).then((since) => setUnsaved({ since })), [id]);

  const remove = async () => {
    const deleted = await deleteDocument(id);
    if (!deleted.ok) {
      setError(t('delete.failed', { reason: t(`failure.${deleted.error}`) }));
      return;
    }
    library.remove([id]);
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
          <Button kind="danger" isDisabled={unsaved === undefined} onPress={() => void remove()}>
            {t('delete.action')}
          </Button>
        </>
      }
    >
      <div className="dialog__text">
        {unsaved === undefined ? <p>{t('delete.checking')}</p> : <WhatTheServerHas unsavedSince={unsaved.since} />}
        <p>{t('delete.unlisted')}</p>
        {error !== undefined && <p role="alert">{error}</p>}
      </div>
    </Dialog>
  );
}

/** `unsavedSince`: milliseconds since 1970, 0 when not known, `undefined` when the server has everything. */
function WhatTheServerHas({ unsavedSince }: { readonly unsavedSince: number | undefined }) {
  const { t, i18n } = useTranslation();
  if (unsavedSince === undefined) return <p>{t('delete.isSaved')}</p>;
  return (
    <>
      <p>{t('delete.isUnsaved')}</p>
      {unsavedSince > 0 && (
        <p>{t('delete.unsavedSince', { when: formatRelativeTime(unsavedSince, Date.now(), i18n.language) })}</p>
      )}
    </>
  );
}
