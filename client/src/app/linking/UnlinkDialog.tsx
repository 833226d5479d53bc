import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leaveLink } from '../../linking/leave-link.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { announcements } from '../announcements.ts';
import { useLibrary } from '../library-context.ts';
import { showNotice } from '../notices.ts';
import { deviceLink } from './device-link.ts';

/** Asks before this device goes its own way, and says what stays. */
export function UnlinkDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { doc } = useLibrary();
  const [isLeaving, setIsLeaving] = useState(false);
  const leave = async () => {
    setIsLeaving(true);
    await leaveLink(doc, deviceLink);
    const text = t('devices.unlinked');
    showNotice({ id: 'unlinked', text, isBrief: true });
    announcements.announce('unlinked', text);
    onClose();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('devices.unlinkTitle')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button kind="danger" isDisabled={isLeaving} onPress={() => void leave()}>
            {t('devices.unlinkAction')}
          </Button>
        </>
      }
    >
      <p className="dialog__text">{t('devices.unlinkText')}</p>
    </Dialog>
  );
}
