import { CircleSlash } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as Y from 'yjs';
import { useStore } from 'zustand';
import { fileExtension } from '../../files/file-format.ts';
import { startFileWork } from '../../files/file-work.ts';
import { formatBytes } from '../../i18n/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { announcements } from '../announcements.ts';
import { documents as openDocuments } from '../document-registry.ts';
import { useLibrary, useLibrarySnapshot } from '../library-context.ts';
import { showNotice } from '../notices.ts';
import { saveFile } from '../save-file.ts';
import { ChosenDocuments } from './ChosenDocuments.tsx';
import { createSaving, type LeftOut, type Saving } from './saving.ts';
import { Underway } from './Underway.tsx';
import './found-list.css';

/** Lets the person choose documents, all at first, and gives them as one file. */
export function SaveFiles({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const saving = useSaving();
  return (
    <Dialog title={t('files.saveTitle')} isOpen onClose={onClose} closeLabel={t('common.close')}>
      {saving !== undefined && <Steps saving={saving} onClose={onClose} />}
    </Dialog>
  );
}

/** Ended with the dialog. */
function useSaving(): Saving | undefined {
  const [saving, setSaving] = useState<Saving>();
  useEffect(() => {
    const work = startFileWork();
    const readOpen: Parameters<typeof createSaving>[0]['readOpen'] = (id) => {
      const open = openDocuments.find(id);
      return open === undefined ? undefined : Y.encodeStateAsUpdate(open.doc);
    };
    const begun = createSaving({ work, readOpen, now: Date.now });
    setSaving(begun);
    return () => {
      begun.stop();
      work.close();
    };
  }, []);
  return saving;
}

function Steps({ saving, onClose }: { readonly saving: Saving; readonly onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const library = useLibrary();
  const { entries } = useLibrarySnapshot();
  const state = useStore(saving.state);
  const save = async (isChosen: (id: string) => boolean) => {
    const chosen = entries.filter(({ id }) => isChosen(id));
    await saving.save(chosen, chosen.length === entries.length ? library.encodeState() : undefined);
    const done = saving.state.getState();
    if (done.name !== 'done' || done.file === undefined) return;
    saveFile(`Écritoire ${new Date().toISOString().slice(0, 10)}${fileExtension}`, done.file);
    const size = formatBytes(done.file.size, i18n.language);
    announcements.announce('files-saved', t('files.savedMany', { count: done.count, size }));
    if (done.leftOut.length > 0) return;
    showNotice({ id: 'file-saved', text: t('files.savedMany', { count: done.count, size }), isBrief: true });
    onClose();
  };
  switch (state.name) {
    case 'choosing':
      return <ChosenDocuments entries={entries} onCancel={onClose} onSave={(isChosen) => void save(isChosen)} />;
    case 'saving':
      return (
        <Underway label={t('files.saving')} {...state}>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
        </Underway>
      );
    case 'done':
      return (
        <>
          <p>
            {state.file === undefined
              ? t('files.savedNone')
              : t('files.savedMany', { count: state.count, size: formatBytes(state.file.size, i18n.language) })}
          </p>
          <ul className="found-list">
            {state.leftOut.map((left) => (
              <LeftOutItem key={`${left.id} ${left.reason}`} left={left} />
            ))}
          </ul>
          <footer className="dialog__actions">
            <Button kind="primary" onPress={onClose} autoFocus>
              {t('common.close')}
            </Button>
          </footer>
        </>
      );
  }
}

function LeftOutItem({ left }: { readonly left: LeftOut }) {
  const { t } = useTranslation();
  return (
    <li className="found-list__item">
      <CircleSlash className="icon found-list__refused" aria-hidden />
      <span className="found-list__title">{left.title.trim() || t('common.untitled')}</span>
      <span className="found-list__fate">
        <Why reason={left.reason} />
      </span>
    </li>
  );
}

function Why({ reason }: { readonly reason: LeftOut['reason'] }) {
  const { t } = useTranslation();
  switch (reason) {
    case 'damaged':
      return t('files.lacksDamaged');
    case 'waiting':
      return t('files.lacksWaiting');
    case 'absent':
    case 'too-large':
    case 'gave-up':
      return t('files.notIn', { reason: t(`files.saveFault.${reason}`) });
    default:
      return t('files.notIn', { reason: t(`failure.${reason}`) });
  }
}
