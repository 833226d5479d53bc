import i18next from 'i18next';
import { deleteDocument } from '../../document/delete-document.ts';
import type { Library } from '../../library/library.ts';
import { isOnDevice, readUnsavedWork } from '../../storage/device.ts';
import { announcements } from '../announcements.ts';
import { openVisitor } from '../convergence/visitor.ts';
import { showNotice } from '../notices.ts';
import { getPreferences } from '../preferences.ts';
import { emptyOverdue } from './empty-overdue.ts';
import { isClockSound } from './server-clock.ts';
import { openWarnings } from './trash-warnings.ts';

/** The warnings seen on this device. */
export const trashWarnings = openWarnings(() => localStorage);

const minuteMs = 60_000;
/** What a person has come for goes first. */
const firstAfterMs = minuteMs;
const everyMs = 60 * minuteMs;

/** Sees to it that nothing stays in the trash for ever: one window for the whole device, as long as it lives. */
export function keepTrash(library: Library): void {
  // Without Web Locks nobody can tell whether another window has a document open: then a person empties the trash.
  if (!('locks' in navigator)) return;
  void navigator.locks.request('ecritoire:trash', () => {
    setTimeout(() => void look(library), firstAfterMs);
    setInterval(() => void look(library), everyMs);
    return new Promise<never>(() => undefined);
  });
}

async function look(library: Library): Promise<void> {
  if (library.getSnapshot().phase !== 'ready' || getPreferences().isConvergencePaused) return;
  const visitor = openVisitor();
  const gone = await emptyOverdue({
    library,
    warnings: trashWarnings.state.getState,
    isClockSound,
    isHere: isOnDevice,
    visit: async (id) => (await visitor.visit(id)).outcome,
    hasUnsent: async (id) => (await readUnsavedWork(id)) !== undefined,
    remove: deleteDocument,
    now: Date.now,
  });
  visitor.rest();
  if (gone.length === 0) return;
  const title = gone[0]?.title.trim() || i18next.t('common.untitled');
  const text = i18next.t('trash.gone', { count: gone.length, title });
  showNotice({ id: 'trash-gone', text, isBrief: false });
  announcements.announce('trash-gone', text);
}
