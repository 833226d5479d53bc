import { Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { repairPath } from './routes.ts';

/** Stands where a part of the program would, when that part could not be fetched. */
export function MissingPart({ onRetry }: { readonly onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <MessagePage
      icon={Unplug}
      title={t('missingPart.title')}
      actions={
        <>
          <Button onPress={() => location.reload()}>{t('common.reload')}</Button>
          <Button kind="primary" onPress={onRetry}>
            {t('common.retry')}
          </Button>
        </>
      }
    >
      <p>{t('missingPart.text')}</p>
      <p>
        {t('missingPart.help')} <a href={repairPath()}>{t('common.repair')}</a>
      </p>
    </MessagePage>
  );
}
