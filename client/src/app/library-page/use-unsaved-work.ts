import type { DocumentId } from '@ecritoire/shared';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryEntry } from '../../library/entries.ts';
import { isOnDevice, readUnsavedWork } from '../../storage/device.ts';
import { watchDevice } from '../../storage/device-changes.ts';
import { lastRoundEnd } from '../last-round-end.ts';

/**
 * Whether this device holds changes of a document that no relay has confirmed, or nothing of it at all; asked once its
 * row is seen, again when it changes, something of it is stored, or all were brought into step.
 */
export function useUnsavedWork({ id, changedAt }: LibraryEntry, isSeen: boolean) {
  const [storedTimes, setStoredTimes] = useState(0);
  const endedAt = useStore(lastRoundEnd);
  const [answer, setAnswer] = useState<'unsaved' | 'saved' | 'away'>();

  useEffect(() => {
    if (!isSeen) return undefined;
    // By whatever stores it: another window, or a file that brings a document which the list had before.
    return watchDevice((change) => {
      if (change.type === 'stored' && change.names.includes(id)) setStoredTimes((times) => times + 1);
    });
  }, [id, isSeen]);

  useEffect(() => {
    if (!isSeen) return;
    let isCurrent = true;
    void look(id).then((found) => {
      if (isCurrent) setAnswer(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, changedAt, isSeen, storedTimes, endedAt]);

  return {
    isUnsaved: answer === undefined || answer === 'away' ? undefined : answer === 'unsaved',
    isAway: answer === 'away',
  };
}

async function look(id: DocumentId): Promise<'unsaved' | 'saved' | 'away'> {
  if ((await readUnsavedWork(id)) !== undefined) return 'unsaved';
  return (await isOnDevice(id)) ? 'saved' : 'away';
}
