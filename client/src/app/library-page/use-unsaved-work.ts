import type { DocumentId } from '@ecritoire/shared';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { LibraryEntry } from '../../library/entries.ts';
import { isOnDevice, readUnsavedWork } from '../../storage/device.ts';
import { watchDevice } from '../../storage/device-changes.ts';
import { lastRoundEnd } from '../last-round-end.ts';

/** What this device holds of a document: changes that no relay has confirmed, none of those, or nothing at all. */
type UnsavedWork = 'unsaved' | 'saved' | 'away';

/** Asked once its row is seen, again when it changes, something of it is stored, or all were brought into step. */
export function useUnsavedWork({ id, changedAt }: LibraryEntry): UnsavedWork | undefined {
  const [storedTimes, setStoredTimes] = useState(0);
  const endedAt = useStore(lastRoundEnd);
  const [answer, setAnswer] = useState<UnsavedWork>();

  useEffect(
    () =>
      // By whatever stores it: another window, or a file that brings a document which the list had before.
      watchDevice((change) => {
        if (change.type === 'stored' && change.names.includes(id)) setStoredTimes((times) => times + 1);
      }),
    [id],
  );

  useEffect(() => {
    let isCurrent = true;
    void look(id).then((found) => {
      if (isCurrent) setAnswer(found);
    });
    return () => {
      isCurrent = false;
    };
  }, [id, changedAt, storedTimes, endedAt]);

  return answer;
}

async function look(id: DocumentId): Promise<UnsavedWork> {
  if ((await readUnsavedWork(id)) !== undefined) return 'unsaved';
  return (await isOnDevice(id)) ? 'saved' : 'away';
}
