import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { summarize } from './describe-entries.ts';
import type { OpenEntry } from './open-entries.ts';

/** Asks before words are let go, for everybody, and shows them once more. */
export function DiscardDialog(props: {
  readonly entries: readonly OpenEntry[];
  /** BCP 47, of the text. */
  readonly language: string;
  readonly onClose: () => void;
  readonly onDiscard: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { amount } = summarize(props.entries, { t, language: i18n.language, textLanguage: props.language });
  return (
    <Dialog
      role="alertdialog"
      title={t('recovery.discardTitle', { what: amount })}
      isOpen
      onClose={props.onClose}
      actions={
        <>
          <Button onPress={props.onClose} autoFocus>
            {t('common.cancel')}
          </Button>
          <Button kind="danger" onPress={props.onDiscard}>
            {t(props.entries.length > 1 ? 'recovery.discardAll' : 'recovery.discard')}
          </Button>
        </>
      }
    >
      <div className="dialog__text">
        <blockquote className="recovery-entry__text recovery-entry__text--asked" lang={props.language} dir="auto">
          {props.entries.flatMap(({ passages }) => passages).join(' … ')}
        </blockquote>
        <p>{t('recovery.discardText')}</p>
      </div>
    </Dialog>
  );
}
