import i18next from 'i18next';
import type { Library } from '../../library/library.ts';
import { announcements } from '../announcements.ts';
import type { DocumentRegistry } from '../document-registry.ts';
import { dismissNotice, showNotice } from '../notices.ts';
import { getPreferences, setPreferences } from '../preferences.ts';
import {
  announceProgram,
  canWorkOffline,
  type InstalledProgram,
  openInstalledProgram,
  openServedProgram,
} from './installed-program.ts';
import { createNewVersion, type NewVersion, type NewVersionState } from './new-version.ts';
import { watchTyping } from './typing-pause.ts';
import { announceUnstoredText, hasEveryWindowStored } from './unstored-text.ts';

/** A browser asks by itself when a page is opened; a page of this program may stay open for weeks. */
const checkEveryMs = 60 * 60 * 1_000;

/**
 * Keeps the program on the device and offers newer versions of it on the page. `scriptUrl`: what the page was
 * started by.
 */
export function openNewVersion(documents: DocumentRegistry, library: Library, scriptUrl: string): NewVersion {
  const program = canWorkOffline() ? openKeptProgram(documents, scriptUrl) : openServedProgram(scriptUrl);
  const newVersion = createNewVersion({
    program,
    untilPause: watchTyping(window),
    isEverythingStored: () => documents.isEverythingStored() && !documents.hasUnstoredText() && library.isStored(),
    hasEveryWindowStored: async (deadlineMs) =>
      !canWorkOffline() ||
      hasEveryWindowStored(navigator.locks, deadlineMs === undefined ? undefined : AbortSignal.timeout(deadlineMs)),
    freeze,
    reload: () => location.reload(),
  });
  const show = (state: NewVersionState) => showState(state, newVersion);
  newVersion.state.subscribe(show);
  show(newVersion.state.getState());
  return newVersion;
}

function openKeptProgram(documents: DocumentRegistry, scriptUrl: string): InstalledProgram {
  announceProgram(scriptUrl);
  announceUnstoredText(documents, navigator.locks);
  const program = openInstalledProgram(() => {
    if (getPreferences().hasSeenOfflineNote) return;
    setPreferences({ hasSeenOfflineNote: true });
    showNotice({ id: 'offline-ready', text: i18next.t('notice.offlineReady'), isBrief: true });
  });
  let checkedAt = performance.now();
  const checkNowAndThen = () => {
    if (document.visibilityState !== 'visible' || performance.now() - checkedAt < checkEveryMs) return;
    checkedAt = performance.now();
    void program.check();
  };
  setInterval(checkNowAndThen, checkEveryMs / 10);
  addEventListener('visibilitychange', checkNowAndThen);
  return program;
}

/** No key and no pointer reaches the page; what is being composed is finished first, by losing the focus. */
function freeze(): () => void {
  const focused = document.activeElement;
  document.body.inert = true;
  return () => {
    document.body.inert = false;
    if (focused instanceof HTMLElement) focused.focus();
  };
}

const noticeId = 'new-version';

function showState(state: NewVersionState, newVersion: NewVersion): void {
  switch (state) {
    case 'offered':
      announcements.announce(noticeId, i18next.t('notice.newVersion'));
      showNotice({
        id: noticeId,
        text: i18next.t('notice.newVersion'),
        action: { label: i18next.t('notice.newVersionAction'), run: () => void newVersion.take() },
        isBrief: false,
      });
      break;
    case 'taking':
      showNotice({ id: noticeId, text: i18next.t('notice.newVersionTaking'), isBrief: false });
      break;
    case 'held-back':
      showNotice({ id: noticeId, text: i18next.t('notice.newVersionHeldBack'), isBrief: false });
      break;
    case 'failed':
      showNotice({ id: noticeId, text: i18next.t('notice.newVersionFailed'), isBrief: false });
      break;
    // Said where the person asked for it.
    case 'looking':
    case 'absent':
    case 'unreachable':
    case 'none':
      dismissNotice(noticeId);
      break;
  }
}
