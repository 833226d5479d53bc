import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useStore } from 'zustand';
import { startFileWork } from '../../files/file-work.ts';
import { formatBytes } from '../../i18n/format.ts';
import { askToPersist, readRoomLeft } from '../../storage/device.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { announcements } from '../announcements.ts';
import { convergencePart } from '../convergence-part.ts';
import { useLibrary } from '../library-context.ts';
import { showNotice } from '../notices.ts';
import { documentPath } from '../routes.ts';
import type { ChosenFile } from './chosen-files.ts';
import { FoundList } from './FoundList.tsx';
import {
  createOpening,
  type Findings,
  type FoundDocument,
  isChange,
  isPutBack,
  isRefused,
  type Opening,
} from './opening.ts';
import { Underway } from './Underway.tsx';

export interface OpenFilesProps {
  readonly files: readonly ChosenFile[];
  readonly onClose: () => void;
}

/** Shows what is in files before anything changes, takes it in when the person says so, and says what became of it. */
export function OpenFiles({ files, onClose }: OpenFilesProps) {
  const { t } = useTranslation();
  const opening = useOpening(files);
  return (
    <Dialog title={t('files.openTitle')} isOpen onClose={onClose} closeLabel={t('common.close')}>
      {opening !== undefined && <Steps opening={opening} onClose={onClose} />}
    </Dialog>
  );
}

/** Begun when it is shown, ended with it. */
function useOpening(files: readonly ChosenFile[]): Opening | undefined {
  const library = useLibrary();
  const [opening, setOpening] = useState<Opening>();
  useEffect(() => {
    const threads = [startFileWork(), startFileWork(), startFileWork()] as const;
    const begun = createOpening({ threads: [...threads], library, now: Date.now, readRoomLeft, sendBrought });
    setOpening(begun);
    void begun.look(files);
    return () => {
      begun.stop();
      for (const thread of threads) thread.close();
    };
  }, [files, library]);
  return opening;
}

function Steps({ opening, onClose }: { readonly opening: Opening; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const state = useStore(opening.state);
  const showDocument = useShowDocument(onClose);
  const bring = async () => {
    await opening.bring();
    const done = opening.state.getState();
    if (done.name !== 'done') return;
    // From the first document on there is something worth keeping.
    void askToPersist();
    const only = onlyDocument(done);
    if (only !== undefined && !isRefused(only.fate)) showDocument(only);
  };
  switch (state.name) {
    case 'looking':
      return (
        <Underway label={t('files.looking')} {...state}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </Underway>
      );
    case 'found':
      return <Found {...state} onBring={() => void bring()} onShow={showDocument} onClose={onClose} />;
    case 'bringing':
      return (
        <Underway label={t('files.adding')} {...state}>
          <Button onPress={opening.stop}>{t('files.stop')}</Button>
        </Underway>
      );
    case 'done':
      return (
        <>
          <FoundList {...state} words="done" />
          {state.documents.some(({ fate }) => fate === 'stopped') && <p>{t('files.stoppedBefore')}</p>}
          <Actions>
            <Button kind="primary" onPress={onClose} autoFocus>
              {t('common.close')}
            </Button>
          </Actions>
        </>
      );
  }
}

function Found(
  props: Findings & {
    readonly missingBytes: number;
    readonly onBring: () => void;
    readonly onShow: (document: FoundDocument) => void;
    readonly onClose: () => void;
  },
) {
  const { t, i18n } = useTranslation();
  const { documents, missingBytes } = props;
  const only = onlyDocument(props);
  const hasNews = documents.some(isChange) || props.folders === 'come';
  return (
    <>
      <FoundList {...props} words="found" />
      {props.folders !== 'none' && (
        <p className="dialog__text">{t(props.folders === 'come' ? 'files.foldersToo' : 'files.foldersRefused')}</p>
      )}
      {missingBytes > 0 && <p role="alert">{t('files.noRoom', { size: formatBytes(missingBytes, i18n.language) })}</p>}
      {hasNews && <p className="dialog__text">{t('files.unchanged')}</p>}
      <Actions>
        <Button onPress={props.onClose} autoFocus={!hasNews}>
          {t(hasNews ? 'common.cancel' : 'common.close')}
        </Button>
        {hasNews && (
          <Button kind="primary" isDisabled={missingBytes > 0} onPress={props.onBring} autoFocus>
            {t('files.add')}
          </Button>
        )}
        {only?.fate === 'same' && !only.isTrashed && (
          <Button kind="primary" onPress={() => props.onShow(only)}>
            {t('files.openDocument')}
          </Button>
        )}
      </Actions>
    </>
  );
}

function sendBrought(): void {
  void convergencePart.load().then((part) => {
    if (part.ok) part.value.convergence.begin();
  });
}

const Actions = ({ children }: { readonly children: React.ReactNode }) => (
  <footer className="dialog__actions">{children}</footer>
);

const onlyDocument = ({ documents, refusedFiles }: Findings): FoundDocument | undefined =>
  documents.length === 1 && refusedFiles.length === 0 ? documents[0] : undefined;

/** Goes to the document, and says there what happened to it. */
function useShowDocument(onClose: () => void): (document: FoundDocument) => void {
  const { t } = useTranslation();
  const library = useLibrary();
  const [, navigate] = useLocation();
  return (document) => {
    const { id, title, fate } = document;
    library.add(id);
    onClose();
    navigate(documentPath(id));
    const key = fate === 'new' || fate === 'merged' ? fate : isPutBack(document) ? 'putBack' : 'same';
    const text = t(`files.opened.${key}`, { title: title.trim() || t('common.untitled') });
    showNotice({ id: 'file-opened', text, isBrief: true });
    announcements.announce('file-opened', text);
  };
}
