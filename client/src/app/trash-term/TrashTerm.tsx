import { Trash2 } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { formatDaysLeft } from '../../i18n/format.ts';
import type { LibraryEntry } from '../../library/entries.ts';
import { isToBeWarnedOf, leavesAt, noteSeen } from '../../library/trash-term.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { useLibrary, useLibrarySnapshot } from '../library-context.ts';
import { placePath } from '../routes.ts';
import { useNow } from '../use-now.ts';
import { trashWarnings } from './keep-trash.ts';
import { isClockSound } from './server-clock.ts';

export { keepTrash } from './keep-trash.ts';

/** Warns above the list that documents in the trash are about to go. Seen here, it counts (rule L12). */
export function TrashWarning({ isInTrash }: { readonly isInTrash: boolean }) {
  const { t, i18n } = useTranslation();
  const [, navigate] = useLocation();
  const { trashed } = useLibrarySnapshot();
  const warnings = useStore(trashWarnings.state);
  const now = useNow();
  const leaving = trashed.filter((entry) => isToBeWarnedOf(entry, now));
  const names = leaving.map(({ id, trashedAt }) => `${id} ${trashedAt}`).join();
  useNoteSeen(names);
  if (leaving.length === 0) return null;
  const first = Math.min(...leaving.map((entry) => leavesAt(entry, warnings, now)));
  const when = formatDaysLeft(first, now, i18n.language);
  const title = leaving[0]?.title.trim() || t('common.untitled');
  return (
    <Banner
      tone="warn"
      icon={Trash2}
      actions={!isInTrash && <Button onPress={() => navigate(placePath({ name: 'trash' }))}>{t('trash.show')}</Button>}
    >
      {t('trash.leaving', { count: leaving.length, title, when })}
    </Banner>
  );
}

/** A page in the background is seen by nobody, and a clock that is wrong says nothing about a day. */
function useNoteSeen(names: string): void {
  const library = useLibrary();
  useEffect(() => {
    if (names === '') return undefined;
    const note = async () => {
      if (document.visibilityState !== 'visible' || !(await isClockSound())) return;
      const { trashed } = library.getSnapshot();
      const now = Date.now();
      const leaving = trashed.filter((entry) => isToBeWarnedOf(entry, now));
      trashWarnings.keep(noteSeen(trashWarnings.state.getState(), trashed, leaving, now));
    };
    const listening = new AbortController();
    const noteNow = () => void note();
    noteNow();
    document.addEventListener('visibilitychange', noteNow, listening);
    addEventListener('online', noteNow, listening);
    return () => listening.abort();
  }, [library, names]);
}

/** When a document in the trash goes: "Goes in 12 days". */
export function LeavesIn({ entry }: { readonly entry: LibraryEntry }) {
  const { t, i18n } = useTranslation();
  const warnings = useStore(trashWarnings.state);
  const now = useNow();
  return (
    <span className="document-row__term">
      {t('trash.leaves', { when: formatDaysLeft(leavesAt(entry, warnings, now), now, i18n.language) })}
    </span>
  );
}
