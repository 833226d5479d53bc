import { CloudOff, FileWarning, FileX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { DocumentPhase } from '../../document/document-status.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { libraryPath } from '../routes.ts';

/** Why there is no text here, and what can be done. */
export function PhaseMessage(props: {
  readonly phase: Extract<DocumentPhase, { readonly name: 'absent' | 'unreadable' | 'removed' }>;
  readonly onRetry: () => void;
}) {
  const { phase } = props;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const toLibrary = <Button onPress={() => navigate(libraryPath())}>{t('common.toLibrary')}</Button>;
  switch (phase.name) {
    case 'absent':
      return (
        <MessagePage
          icon={CloudOff}
          title={t('phase.absentTitle')}
          actions={
            <>
              {toLibrary}
              <Button kind="primary" onPress={props.onRetry}>
                {t('common.retry')}
              </Button>
            </>
          }
        >
          <p>{t('phase.absentText')}</p>
        </MessagePage>
      );
    case 'unreadable':
      return (
        <MessagePage
          icon={FileWarning}
          title={t('phase.unreadableTitle')}
          actions={
            <>
              {toLibrary}
              <Button kind="primary" onPress={() => location.reload()}>
                {t('common.reload')}
              </Button>
            </>
          }
        >
          <p>{t('phase.unreadableText', { reason: t(`failure.${phase.failure}`) })}</p>
          <p>{t('phase.unreadableHelp')}</p>
        </MessagePage>
      );
    case 'removed':
      return (
        <MessagePage icon={FileX} title={t('phase.removedTitle')} actions={toLibrary}>
          <p>{t('phase.removedText')}</p>
        </MessagePage>
      );
  }
}
