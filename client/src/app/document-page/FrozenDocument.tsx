import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { StaticContent } from '../../editor/StaticContent.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Desk } from '../../ui/Desk.tsx';
import { updateToNewestVersion } from '../new-version.ts';
import { useTitle } from './Title.tsx';

/** A document that a newer version wrote in: to read, with nothing mounted on it, and the way to the newer version. */
export function FrozenDocument({ doc, language }: { readonly doc: Y.Doc; readonly language: string }) {
  const { t } = useTranslation();
  return (
    <Desk>
      <div className="document__messages">
        <Banner
          tone="warn"
          icon={RefreshCw}
          actions={<Button onPress={() => void updateToNewestVersion()}>{t('phase.updateAction')}</Button>}
        >
          <p className="document__message-title">{t('phase.updateTitle')}</p>
          <p>{t('phase.updateText')}</p>
        </Banner>
      </div>
      <h1 className="title title--fixed" lang={language}>
        {useTitle(doc).trim() || t('common.untitled')}
      </h1>
      <p className="document__facts" />
      <StaticContent doc={doc} language={language} />
    </Desk>
  );
}
