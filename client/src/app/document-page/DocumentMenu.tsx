import { Copy, Download, Ellipsis, FileText, Keyboard, Pencil, Settings, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { encodeStateAsUpdate } from 'yjs';
import type { OpenDocument } from '../../document/open-document.ts';
import { contentToPlainText, countWords } from '../../editor/plain-text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx';
import { copyLink } from '../copy-link.ts';
import { DeleteDialog } from '../DeleteDialog.tsx';
import { saveAsFile } from '../files/save-as-file.ts';
import { LinkDialog } from '../LinkDialog.tsx';
import { libraryPath } from '../routes.ts';
import { SettingsDialog } from '../SettingsDialog.tsx';
import { saveCopy } from './save-copy.ts';
import { useTitle } from './Title.tsx';

type OpenDialog = 'settings' | 'delete' | 'link' | undefined;

/** What one rarely needs: counting, a copy as a file, shortcuts, settings, deletion. */
export function DocumentMenu(props: {
  readonly document: OpenDocument;
  readonly language: string;
  /** Absent where the title cannot be changed. */
  readonly onRename: (() => void) | undefined;
  readonly onShortcuts: () => void;
}) {
  const { id, doc } = props.document;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<OpenDialog>();
  const title = useTitle(doc).trim() || t('common.untitled');
  const close = () => setDialog(undefined);
  const copy = async () => {
    if (!(await copyLink(id))) setDialog('link');
  };
  const save = () => saveAsFile(id, doc.getText('title').toString(), encodeStateAsUpdate(doc));
  return (
    <>
      <MenuTrigger>
        <IconButton label={t('document.more')}>
          <Ellipsis className="icon" aria-hidden />
        </IconButton>
        <Menu label={t('document.more')} header={<WordCount doc={doc} language={props.language} />}>
          {props.onRename !== undefined && (
            <MenuItem icon={Pencil} label={t('document.renameTitle')} onAction={props.onRename} />
          )}
          <MenuItem icon={Copy} label={t('document.copyLink')} onAction={() => void copy()} />
          <MenuItem icon={Download} label={t('files.save')} onAction={() => void save()} />
          <MenuItem icon={FileText} label={t('document.saveAsFile')} onAction={() => saveCopy(doc)} />
          <MenuSeparator />
          <MenuItem icon={Keyboard} label={t('document.shortcuts')} hint="F1" onAction={props.onShortcuts} />
          <MenuItem icon={Settings} label={t('common.settings')} onAction={() => setDialog('settings')} />
          <MenuSeparator />
          <MenuItem icon={Trash2} label={t('library.deleteHere')} isDanger onAction={() => setDialog('delete')} />
        </Menu>
      </MenuTrigger>
      <SettingsDialog isOpen={dialog === 'settings'} onClose={close} />
      {dialog === 'link' && <LinkDialog id={id} onClose={close} />}
      {dialog === 'delete' && (
        <DeleteDialog id={id} title={title} onClose={close} onDeleted={() => navigate(libraryPath())} />
      )}
    </>
  );
}

function WordCount({ doc, language }: { readonly doc: OpenDocument['doc']; readonly language: string }) {
  const { t } = useTranslation();
  const { words, characters } = countWords(contentToPlainText(doc.getXmlFragment('content')), language);
  return (
    <p className="menu__note">
      {t('document.words', { count: words })} · {t('document.characters', { count: characters })}
    </p>
  );
}
