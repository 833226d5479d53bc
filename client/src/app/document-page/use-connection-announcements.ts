import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentStatus } from '../../document/document-status.ts';
import type { OpenDocument } from '../../document/open-document.ts';
import { announcements } from '../announcements.ts';
import { useStatus } from './use-document.ts';

/** A connection that is back within this time was never worth a word. */
const worthSayingMs = 3_000;

/** Says aloud, for those who do not see the state of saving, when the connection is lost or found, or storing fails. */
export function useConnectionAnnouncements(document: OpenDocument): void {
  const { t } = useTranslation();
  const connection = useStatus(document, (status) => status.connection);
  const hasFailed = useStatus(document, ({ save }) => save === 'error');
  const said = useRef<DocumentStatus['connection']>(undefined);
  useEffect(() => {
    if (connection === 'refused') announcements.announce('connection', t('announce.refused'));
    if (connection === 'connected') {
      if (said.current === 'connecting') announcements.announce('connection', t('announce.online'));
      said.current = connection;
    }
    if (connection !== 'connecting') return;
    const timer = setTimeout(() => {
      announcements.announce('connection', t('announce.offline'));
      said.current = connection;
    }, worthSayingMs);
    return () => clearTimeout(timer);
  }, [connection, t]);
  useEffect(() => {
    if (hasFailed) announcements.announce('storage', t('announce.error'));
  }, [hasFailed, t]);
}
