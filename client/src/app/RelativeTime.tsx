import { useTranslation } from 'react-i18next';
import { formatDateTime, formatRelativeTime } from '../i18n/format.ts';
import { useReadFromNow } from './use-now.ts';

/** "2 min ago", kept true as time passes; the whole date for those who point at it. `atMs` since 1970. */
export function RelativeTime({ atMs }: { readonly atMs: number }) {
  const { t, i18n } = useTranslation();
  const ago = useReadFromNow((nowMs) =>
    nowMs - atMs < 60_000 ? t('common.justNow') : formatRelativeTime(atMs, nowMs, i18n.language),
  );
  return (
    <time dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs, i18n.language)}>
      {ago}
    </time>
  );
}
