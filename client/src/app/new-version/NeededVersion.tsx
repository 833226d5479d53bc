import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { FrozenReason } from '../../editor/guard/schema-guard.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useNewVersion } from './new-version-context.ts';

/**
 * Stands above a text that a newer version wrote in, as long as it is shown: asks for that version at once, and says
 * what comes of it. Even so it is the person who takes it.
 */
export function NeededVersion({ reason }: { readonly reason: FrozenReason }) {
  const { t } = useTranslation();
  const { current, look, take } = useNewVersion();
  // Once per document shown: `look` stays the same as long as the page lives.
  useEffect(() => void look(), [look]);
  const isBusy = current === 'looking' || current === 'taking';
  const isThere = current === 'offered' || current === 'held-back' || current === 'failed' || current === 'taking';
  return (
    <Banner
      tone="warn"
      icon={RefreshCw}
      actions={
        <Button
          kind={isThere ? 'primary' : 'plain'}
          isDisabled={isBusy}
          onPress={() => void (isThere ? take() : look())}
        >
          {t(isThere ? 'phase.updateAction' : 'phase.updateLook')}
        </Button>
      }
    >
      <p className="document__message-title">{t(`phase.frozen.${reason}.title`)}</p>
      <p>{t(`phase.frozen.${reason}.text`)}</p>
      <p role="status">{current === 'none' ? '' : t(`phase.update.${current}`)}</p>
    </Banner>
  );
}
