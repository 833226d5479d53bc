import { useEffect, useRef, useState } from 'react';
import type { LibraryEntry } from '../../library/entries.ts';
import { readUnsavedWork } from '../../storage/device.ts';

/** Whether this device holds changes of a document that no relay has confirmed; asked once its row is seen, again when it changes. */
export function useUnsavedWork({ id, changedAt }: LibraryEntry) {
  const row = useRef<HTMLLIElement>(null);
  const [isSeen, setIsSeen] = useState(false);
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
  }, [id, changedAt, isSeen]);

  return { row, isUnsaved: answer?.isUnsaved };
}
