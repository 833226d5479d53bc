import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes, formatRelativeTime } from '../i18n/format.ts';
import { mayExpire, type RoomLeft, readUnsavedWork } from '../storage/device.ts';
import { Button } from '../ui/Button.tsx';
import { useLibrary } from './library-context.ts';
import { useRoomLeft } from './use-room-left.ts';

/** What this device keeps, for how long, and what of it exists nowhere else. */
export function StorageSetting() {
  const { t, i18n } = useTranslation();
  const { room, isRefused, ask } = useRoomLeft();
  const size = (bytes: number) => formatBytes(bytes, i18n.language);
  return (
    <section className="settings__storage">
      <h3 className="settings__label">{t('settings.storage')}</h3>
      {room === undefined ? (
        <p>{t('settings.unknownRoom')}</p>
      ) : (
        <p>{t('settings.used', { used: size(room.usedBytes), free: size(room.availableBytes) })}</p>
      )}
      <UnsentWork />
      {room !== undefined && <Keeping room={room} />}
      {room?.isPersisted === false && !isRefused && (
        <Button onPress={() => void ask()}>{t('settings.askToPersist')}</Button>
      )}
      {isRefused && <p role="status">{t('settings.persistRefused')}</p>}
    </section>
  );
}

function Keeping({ room }: { readonly room: RoomLeft }) {
  const { t } = useTranslation();
  if (room.isPersisted) return <p>{t('settings.persisted')}</p>;
  return (
    <>
      <p>{t('settings.notPersisted')}</p>
      <p>{t(mayExpire() ? 'settings.mayExpire' : 'settings.privateWindow')}</p>
    </>
  );
}

function UnsentWork() {
  const { t, i18n } = useTranslation();
  const since = useOldestUnsent();
  if (since === 'unknown') return null;
  if (since === undefined) return <p>{t('settings.allSent')}</p>;
  if (since === 0) return <p>{t('settings.unsent')}</p>;
  return <p>{t('settings.unsentSince', { when: formatRelativeTime(since, Date.now(), i18n.language) })}</p>;
}

/** When the oldest change was made that no server has, over all documents of the list; `unknown` while they are asked. */
function useOldestUnsent(): number | undefined | 'unknown' {
  const library = useLibrary();
  const { entries } = useSyncExternalStore(library.subscribe, library.getSnapshot);
  const [since, setSince] = useState<number | undefined | 'unknown'>('unknown');
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      let oldest: number | undefined;
      // One after the other: there may be thousands, and each opens a database.
      for (const { id } of entries) {
        const answer = isCurrent ? await readUnsavedWork(id) : undefined;
        if (answer !== undefined) oldest = Math.min(oldest ?? answer, answer);
      }
      if (isCurrent) setSince(oldest);
    };
    void ask();
    return () => {
      isCurrent = false;
    };
  }, [entries]);
  return since;
}
