import { CloudOff, FileWarning, FileX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { DocumentPhase } from '../../document/document-status.ts';
import type { OpenDocument } from '../../document/open-document.ts';
import { Button } from '../../ui/Button.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { useNewVersion } from '../new-version/new-version-context.ts';
import { libraryPath } from '../routes.ts';
import { saveDamage } from './save-damage.ts';

/** Why there is no text here, and what can be done. */
export function PhaseMessage(props: {
  readonly phase: Extract<DocumentPhase, { readonly name: 'absent' | 'unreadable' | 'removed' }>;
  readonly document: OpenDocument;
}) {
  const { phase, document } = props;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const toLibrary = <Button onPress={() => navigate(libraryPath())}>{t('common.toLibrary')}</Button>;
  const { look } = useNewVersion();
  const hasDamage = document.readDamage().rows.length > 0;
  switch (phase.name) {
    case 'absent':
      return (
        <MessagePage
          icon={CloudOff}
          title={t('phase.absentTitle')}
          actions={
            <>
              {toLibrary}
              <Button kind="primary" onPress={document.retry}>
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
              {hasDamage && <Button onPress={() => saveDamage(document)}>{t('phase.saveDamage')}</Button>}
              {phase.failure === 'newer-version' ? (
                <Button kind="primary" onPress={() => void look()}>
                  {t('phase.updateAction')}
                </Button>
              ) : (
                <Button kind="primary" onPress={() => location.reload()}>
                  {t('common.reload')}
                </Button>
              )}
            </>
          }
        >
          <p>{t('phase.unreadableText', { reason: t(`failure.${phase.failure}`) })}</p>
          {phase.failure === 'newer-version' && <p>{t('phase.unreadableNewer')}</p>}
          <p>{t(phase.isRelayEmpty ? 'phase.unreadableEverywhere' : 'phase.unreadableAwaited')}</p>
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
