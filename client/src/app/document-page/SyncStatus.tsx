import { useLayoutEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { Button, DialogTrigger } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { DocumentStatus } from '../../document/document-status.ts';
import type { OpenDocument } from '../../document/open-document.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Button as WordButton } from '../../ui/Button.tsx';
import { Popover } from '../../ui/Popover.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { useMediaQuery } from '../../ui/use-media-query.ts';
import { RelativeTime } from '../RelativeTime.tsx';
import { useRoomLeft } from '../use-room-left.ts';
import { chooseSaveWords, nameWith, type SaveWords } from './save-words.ts';
import { settle } from './settled.ts';
import { useStatus } from './use-document.ts';

/** Long enough that typing does not make the words flicker, short enough to be honest. */
const settleMs = 400;

const isSending = (status: DocumentStatus) => status.save === 'sending';

/** Where the person's text is, always visible; a press explains it. `data-state` is the truth of this very moment. */
export function SyncStatus({ document }: { readonly document: OpenDocument }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const isNarrow = useMediaQuery('(max-width: 560px)');
  const words = useSettledWords(document);
  const whole = t(`save.${words.label}`);
  const seen = isNarrow ? t(`save.short.${words.shortLabel}`) : whole;
  useLayoutEffect(() => {
    // Four times with every key: React would draw as often.
    const tell = () => button.current?.setAttribute('data-state', document.getStatus().save);
    tell();
    return document.subscribe(tell);
  }, [document]);
  return (
    <DialogTrigger>
      <Button ref={button} className="sync-status" data-testid="sync-status" aria-label={nameWith(seen, whole)}>
        <StatusPill tone={words.tone} icon={words.icon} label={seen} />
      </Button>
      <Popover label={t('save.panel')} placement="bottom end">
        <SavePanel document={document} />
      </Popover>
    </DialogTrigger>
  );
}

/** The words for the eye: drawn again when there are others. */
function useSettledWords(document: OpenDocument): SaveWords {
  const settled = useMemo(
    () => settle({ getState: document.getStatus, subscribe: document.subscribe }, isSending, settleMs),
    [document],
  );
  useSyncExternalStore(settled.subscribe, () => chooseSaveWords(settled.getState()).label);
  return chooseSaveWords(settled.getState());
}

function SavePanel({ document }: { readonly document: OpenDocument }) {
  const { t, i18n } = useTranslation();
  const status = useStatus(document, (whole) => whole);
  const { room } = useRoomLeft();
  const words = chooseSaveWords(status);
  const confirmsNothing = status.connection === 'connected' && !status.isConfirmedByRelay;
  const reason = status.failure === undefined ? '' : t(`failure.${status.failure}`);
  return (
    <>
      <h2 className="popover__title">{t(`save.${words.label}`)}</h2>
      <p className="popover__text">{t(`save.explain.${words.explanation}`, { reason })}</p>
      {status.isOverHttp && <p className="popover__text">{t('save.overHttp')}</p>}
      {status.isIntercepted && <p className="popover__text">{t('save.intercepted')}</p>}
      <dl className="save-facts">
        <div>
          <dt>{t('save.onDeviceAt')}</dt>
          <dd>{status.storedAt === undefined ? t('save.notYet') : <RelativeTime atMs={status.storedAt} />}</dd>
        </div>
        {!confirmsNothing && (
          <div>
            <dt>{t('save.onServerAt')}</dt>
            <dd>{status.savedAt === undefined ? t('save.notYet') : <RelativeTime atMs={status.savedAt} />}</dd>
          </div>
        )}
        {room !== undefined && (
          <div>
            <dt>{t('save.roomLeft')}</dt>
            <dd>{formatBytes(room.availableBytes, i18n.language)}</dd>
          </div>
        )}
      </dl>
      {(status.connection !== 'connected' || status.failure !== undefined) && (
        <div>
          <WordButton onPress={document.retry}>{t('common.retry')}</WordButton>
        </div>
      )}
    </>
  );
}
