import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { MissingPart } from '../MissingPart.tsx';
import { usePart } from '../part.ts';
import type { LinkDialogsProps } from './LinkDialogs.tsx';
import { linkDialogs } from './linking-parts.ts';

/** The dialogs, fetched when they are first needed. */
export function LinkDialogPart(props: LinkDialogsProps) {
  const { t } = useTranslation();
  const part = usePart(linkDialogs);
  switch (part.name) {
    case 'loading':
      return null;
    case 'missing':
      return (
        <Dialog title={t('devices.title')} closeLabel={t('common.close')} isOpen onClose={props.onClose}>
          <MissingPart onRetry={() => void linkDialogs.load()} />
        </Dialog>
      );
    case 'loaded':
      return <part.value {...props} />;
  }
}
