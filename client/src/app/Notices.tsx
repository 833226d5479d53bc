import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { announcements } from './announcements.ts';
import { dismissNotice, notices } from './notices.ts';
import './notices.css';

/** The notes at the edge of the page, and the one live region that speaks for all of it. */
export function Notices() {
  const { t } = useTranslation();
  const shown = useStore(notices);
  const spoken = useSyncExternalStore(announcements.spoken.subscribe, announcements.spoken.getState);
  return (
    <>
      <div className="visually-hidden" role="status">
        {spoken}
      </div>
      {shown.length > 0 && (
        <section aria-label={t('notice.label')}>
          <ul className="notices">
            {shown.map((notice) => (
              <li key={notice.id} className="notice">
                <span className="notice__text">{notice.text}</span>
                {notice.action !== undefined && (
                  <Button kind="primary" onPress={notice.action.run}>
                    {notice.action.label}
                  </Button>
                )}
                {!notice.isBrief && (
                  <IconButton label={t('notice.dismiss')} onPress={() => dismissNotice(notice.id)}>
                    <X className="icon" aria-hidden />
                  </IconButton>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
