import { useTranslation } from 'react-i18next';
import { PartDialog } from '../PartDialog.tsx';
import type { LinkDialogsProps } from './LinkDialogs.tsx';
import { linkDialogs } from './linking-parts.ts';

/** The dialogs, fetched when they are first needed. */
export function LinkDialogPart(props: LinkDialogsProps) {
  const { t } = useTranslation();
  return <PartDialog part={linkDialogs} title={t('devices.title')} onClose={props.onClose} given={props} />;
}
