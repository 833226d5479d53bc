import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { Frame } from './Frame.tsx';
import { libraryPath } from './routes.ts';
import { usePageTitle } from './use-page-title.ts';

/** An address that leads nowhere, or a link that was cut. */
export function NotFoundPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  usePageTitle(t('notFound.page'));
  return (
    <Frame sidebar={{ current: undefined }}>
      {() => (
        <main id="content">
          <MessagePage
            icon={Compass}
            title={t('notFound.title')}
            actions={
              <Button kind="primary" onPress={() => navigate(libraryPath())}>
                {t('common.toLibrary')}
              </Button>
            }
          >
            <p>{t('notFound.text')}</p>
          </MessagePage>
        </main>
      )}
    </Frame>
  );
}
