import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../ui/Banner.tsx';
import { canWorkOffline } from './new-version/installed-program.ts';

/** Over plain HTTP the page itself cannot be kept on the device; says so, and hinders nothing. */
export function InsecureNotice() {
  const { t } = useTranslation();
  if (canWorkOffline()) return null;
  return (
    <Banner tone="warn" icon={ShieldAlert}>
      {t('notice.insecure')}
    </Banner>
  );
}
