import { Ban, CircleAlert, HardDriveUpload, Scaling, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentStatus } from '../../document/document-status.ts';
import type { OpenDocument } from '../../document/open-document.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { InsecureNotice } from '../InsecureNotice.tsx';
import { useLibrary, useLibraryValue } from '../library-context.ts';
import { useNewVersion } from '../new-version/new-version-context.ts';
import { NameCard } from '../person/NameCard.tsx';
import { DamageMessage } from './DamageMessage.tsx';
import { saveCopy } from './save-copy.ts';
import { useStatus } from './use-document.ts';

/** What the person must know about their text, above it: it stays until it is no longer true. */
export function PaperMessages(props: {
  readonly document: OpenDocument;
  /** What is said besides about the words themselves. */
  readonly children: ReactNode;
}) {
  const { document } = props;
  const { t } = useTranslation();
  const failure = useStatus(document, (status) => status.failure);
  const isRefused = useStatus(document, ({ connection }) => connection === 'refused');
  const isRestored = useStatus(document, ({ restoredAt }) => restoredAt !== undefined);
  const size = useStatus(document, (status) => status.size);
  const isTooLarge = size === 'too-large';
  return (
    <div className="document__messages">
      <TrashedMessage document={document} />
      <DamageMessage document={document} />
      {isRestored && (
        <div role="status">
          <Banner tone="warn" icon={HardDriveUpload}>
            <p className="document__message-title">{t('phase.restoredTitle')}</p>
            <p>{t('phase.restoredText')}</p>
          </Banner>
        </div>
      )}
      {failure !== undefined && <StorageMessage document={document} failure={failure} />}
      {isRefused && (
        <Banner tone="warn" icon={Ban} actions={<Button onPress={document.retry}>{t('common.retry')}</Button>}>
          <p className="document__message-title">{t(isTooLarge ? 'phase.tooLargeTitle' : 'phase.refusedTitle')}</p>
          <p>{t(isTooLarge ? 'phase.tooLargeText' : 'phase.refusedText')}</p>
        </Banner>
      )}
      {size === 'near-limit' && (
        <Banner tone="warn" icon={Scaling}>
          <p className="document__message-title">{t('phase.nearLimitTitle')}</p>
          <p>{t('phase.nearLimitText')}</p>
        </Banner>
      )}
      {props.children}
      <InsecureNotice />
      <NameCard />
    </div>
  );
}

function TrashedMessage({ document: { id } }: { readonly document: OpenDocument }) {
  const { t } = useTranslation();
  const library = useLibrary();
  if (useLibraryValue(({ find }) => find(id)?.trashedAt) === undefined) return null;
  return (
    <Banner
      tone="neutral"
      icon={Trash2}
      actions={<Button onPress={() => library.putBack([id])}>{t('trash.putBack')}</Button>}
    >
      <p className="document__message-title">{t('trash.thisOne')}</p>
      <p>{t('trash.thisOneText')}</p>
    </Banner>
  );
}

function StorageMessage(props: {
  readonly document: OpenDocument;
  readonly failure: NonNullable<DocumentStatus['failure']>;
}) {
  const { t } = useTranslation();
  const { look } = useNewVersion();
  const isNewer = props.failure === 'newer-version';
  // A private window is a choice of the person's, and a newer version is none of a fault; everything else is.
  const isFault = !isNewer && props.failure !== 'unavailable';
  return (
    <div role="alert">
      <Banner
        tone={isFault ? 'danger' : 'warn'}
        icon={CircleAlert}
        actions={
          <>
            <Button onPress={() => saveCopy(props.document.doc)}>{t('phase.saveCopy')}</Button>
            {isNewer && <Button onPress={() => void look()}>{t('phase.updateAction')}</Button>}
          </>
        }
      >
        <p className="document__message-title">
          {t(isFault ? 'phase.errorTitle' : isNewer ? 'phase.newerTitle' : 'phase.unavailableTitle')}
        </p>
        <p>
          {isFault
            ? t('phase.errorText', { reason: t(`failure.${props.failure}`) })
            : t(isNewer ? 'phase.newerText' : 'phase.unavailableText')}
        </p>
      </Banner>
    </div>
  );
}
