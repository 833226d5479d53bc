import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryEntry } from '../../library/entries.ts';
import { readUnsavedWork } from '../../storage/device.ts';
import { lastRoundEnd } from '../last-round-end.ts';

/** Whether this device holds changes of a document that no relay has confirmed; asked once its row is seen, again when it changes or all were brought into step. */
export function useUnsavedWork({ id, changedAt }: LibraryEntry) {
  const row = useRef<HTMLLIElement>(null);
  const [isSeen, setIsSeen] = useState(false);
  const endedAt = useStore(lastRoundEnd);
  const [answer, setAnswer] = useState<{ readonly isUnsaved: boolean; readonly changedAt: number }>();

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
    void readUnsavedWork(id).then((since) => {
      if (isCurrent) setAnswer({ isUnsaved: since !== undefined, changedAt });
    });
    return () => {
      isCurrent = false;
    };
  }, [id, changedAt, isSeen, endedAt]);

  return { row, isUnsaved: answer?.isUnsaved };
}
