import { useTranslation } from 'react-i18next';
import type * as Y from 'yjs';
import { StaticContent } from '../../editor/StaticContent.tsx';
import { Desk } from '../../ui/Desk.tsx';
import { NeededVersion } from '../new-version/NeededVersion.tsx';
import { RecoveryTray } from './recovery-tray/RecoveryTray.tsx';
import { useTitle } from './Title.tsx';

/** A document that a newer version wrote in: to read, with nothing mounted on it, and the way to the newer version. */
export function FrozenDocument({ doc, language }: { readonly doc: Y.Doc; readonly language: string }) {
  const { t } = useTranslation();
  return (
    <Desk>
      <div className="document__messages">
        <NeededVersion />
        <RecoveryTray doc={doc} language={language} />
      </div>
      <h1 className="title title--fixed" lang={language}>
        {useTitle(doc).trim() || t('common.untitled')}
      </h1>
      <p className="document__facts" />
      <StaticContent doc={doc} language={language} />
    </Desk>
  );
}
