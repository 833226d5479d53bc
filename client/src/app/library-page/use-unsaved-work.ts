import type { DocumentId } from '@ecritoire/shared';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryEntry } from '../../library/entries.ts';
import { isOnDevice, readUnsavedWork } from '../../storage/device.ts';
import { lastRoundEnd } from '../last-round-end.ts';

/**
 * Whether this device holds changes of a document that no relay has confirmed, or nothing of it at all; asked once its
 * row is seen, again when it changes or all were brought into step.
 */
export function useUnsavedWork({ id, changedAt }: LibraryEntry) {
  const row = useRef<HTMLLIElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  const endedAt = useStore(lastRoundEnd);
  const [answer, setAnswer] = useState<'unsaved' | 'saved' | 'away'>();

  useEffect(() => {
    const observer = new IntersectionObserver((changes) => {
      if (changes.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true);
    });
    if (row.current !== null) observer.observe(row.current);
    return () => observer.disconnect();
  }, []);

  useEffect(() => {
    if (!isSeen) return;
    let isCurrent = true;
    void look(id).then((found) => {
      if (isCurrent) setAnswer(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, changedAt, isSeen, endedAt]);

  return {
    row,
    isUnsaved: answer === undefined || answer === 'away' ? undefined : answer === 'unsaved',
    isAway: answer === 'away',
  };
}

async function look(id: DocumentId): Promise<'unsaved' | 'saved' | 'away'> {
  if ((await readUnsavedWork(id)) !== undefined) return 'unsaved';
  return (await isOnDevice(id)) ? 'saved' : 'away';
}
