import { useTranslation } from 'react-i18next';
import type { OpenDocument } from '../../document/open-document.ts';
import type { FrozenReason } from '../../editor/guard/schema-guard.ts';
import { StaticContent } from '../../editor/StaticContent.tsx';
import { Desk } from '../../ui/Desk.tsx';
import { NeededVersion } from '../new-version/NeededVersion.tsx';
import { RecoveryTray } from './recovery-tray/RecoveryTray.tsx';
import { useTitle } from './Title.tsx';

/** A document that a newer version wrote in: to read, with nothing mounted on it, and the way to the newer version. */
export function FrozenDocument(props: {
  readonly document: OpenDocument;
  readonly reason: FrozenReason;
  readonly language: string;
}) {
  const { document, reason, language } = props;
  const { doc } = document;
  const { t } = useTranslation();
  return (
    <Desk>
      <div className="document__messages">
        <NeededVersion reason={reason} />
        <RecoveryTray document={document} language={language} />
      </div>
      <h1 className="title title--fixed" lang={language}>
        {useTitle(doc).trim() || t('common.untitled')}
      </h1>
      <p className="document__facts" />
      <StaticContent doc={doc} language={language} />
    </Desk>
  );
}
