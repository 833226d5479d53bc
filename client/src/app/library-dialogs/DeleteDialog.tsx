import type { DocumentId } from '@ecritoire/shared';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { deleteDocument } from '../../document/delete-document.ts';
import { formatRelativeTime } from '../../i18n/format.ts';
import { readUnsavedWork } from '../../storage/device.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useLibrary } from '../library-context.ts';
import { deviceLink } from '../linking/device-link.ts';
import { tellDone } from '../tell-done.ts';
import { titleOf } from '../trash-documents.ts';
import { closeDialog } from './requested-dialog.ts';

/** Asks before documents leave this device for good, and says what the server does not have yet. */
export function DeleteDialog({ ids }: { readonly ids: readonly DocumentId[] }) {
  const { t } = useTranslation();
  const library = useLibrary();
  const [unsaved, setUnsaved] = useState<{ readonly since: number | undefined }>();
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => void readOldestUnsaved(ids).then((since) => setUnsaved({ since })), [ids]);
  const isLinked = useStore(deviceLink.state) !== undefined;
  // What was asked about; those that are gone already have no title any more.
  const [title] = useState(() => titleOf(library, ids[0]));

  const remove = async () => {
    setIsBusy(true);
    for (const id of ids) {
      const deleted = await deleteDocument(id);
      if (!deleted.ok) {
        setIsBusy(false);
        setError(t('delete.failed', { reason: t(`failure.${deleted.error}`) }));
        return;
      }
      library.remove([id]);
    }
    closeDialog();
    tellDone('deleted', t('delete.done', { count: ids.length, title }));
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('delete.title', { count: ids.length, title })}
      isOpen
      onClose={closeDialog}
      actions={
        <>
          <Button onPress={closeDialog} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button kind="danger" isDisabled={unsaved === undefined || isBusy} onPress={() => void remove()}>
            {t('delete.action')}
          </Button>
        </>
      }
    >
      <div className="dialog__text">
        {unsaved === undefined ? <p>{t('delete.checking')}</p> : <WhatTheServerHas unsavedSince={unsaved.since} />}
        {isLinked && <p>{t('delete.everywhere')}</p>}
        <p>{t('delete.unlisted')}</p>
        {error !== undefined && <p role="alert">{error}</p>}
      </div>
    </Dialog>
  );
}

/** One after the other: hundreds of databases opened at once would hold up whoever writes. */
async function readOldestUnsaved(ids: readonly DocumentId[]): Promise<number | undefined> {
  let oldest: number | undefined;
  for (const id of ids) {
    const since = await readUnsavedWork(id);
    if (since !== undefined) oldest = Math.min(oldest ?? since, since);
  }
  return oldest;
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
