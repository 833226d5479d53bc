import { registerSW } from 'virtual:pwa-register';
import i18next from 'i18next';
import type { DocumentRegistry } from './document-registry.ts';
import { showNotice } from './notices.ts';
import { getPreferences, setPreferences } from './preferences.ts';

/** Without these there is no service worker: plain HTTP beyond localhost, or a browser that forbids it. */
export const canWorkOffline = (): boolean => window.isSecureContext && 'serviceWorker' in navigator;

let useNewVersion: () => Promise<void> = () => Promise.resolve(location.reload());

/** Goes over to the newest version, once what was typed is on the device. Reloads every open tab. */
export const updateToNewestVersion = (): Promise<void> => useNewVersion();

/** Keeps the page itself on the device, and offers a new version when one waits. It is never taken by itself. */
export function offerNewVersions(documents: DocumentRegistry): void {
  if (!canWorkOffline()) return;
  const activate = registerSW({
    onNeedRefresh: () =>
      showNotice({
        id: 'new-version',
        text: i18next.t('notice.newVersion'),
        action: { label: i18next.t('notice.newVersionAction'), run: () => void useNewVersion() },
        isBrief: false,
      }),
    onOfflineReady: () => {
      if (getPreferences().hasSeenOfflineNote) return;
      setPreferences({ hasSeenOfflineNote: true });
      showNotice({ id: 'offline-ready', text: i18next.t('notice.offlineReady'), isBrief: true });
    },
    onRegisterError: (error) => console.warn('Écritoire cannot be kept on this device', error),
  });
  useNewVersion = async () => {
    if (documents.hasUnstoredText()) {
      showNotice({ id: 'new-version', text: i18next.t('notice.updateBlocked'), isBrief: false });
      return;
    }
    await documents.closeAll();
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
    if (registration?.waiting) await activate(true);
    else location.reload();
  };
}
