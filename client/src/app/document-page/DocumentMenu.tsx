import {
  ClipboardCopy,
  CopyPlus,
  Download,
  Ellipsis,
  FileText,
  FolderInput,
  Keyboard,
  Link2,
  Pencil,
  Pin,
  PinOff,
  Search,
  Settings,
  Smile,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { encodeStateAsUpdate } from 'yjs';
import type { OpenDocument } from '../../document/open-document.ts';
import { contentToPlainText, countWords, readingMinutes } from '../../editor/plain-text.ts';
import { formatShortcut } from '../../editor/shortcut.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx';
import { copyLink } from '../copy-link.ts';
import { duplicateListed } from '../duplicate-listed.ts';
import { saveAsFile } from '../files/save-as-file.ts';
import { useLibrary, useLibraryValue } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { documentPath, libraryPath } from '../routes.ts';
import { SettingsDialog } from '../SettingsDialog.tsx';
import { trashDocuments } from '../trash-documents.ts';
import { copyAsMarkdown } from './copy-as-markdown.ts';
import { saveCopy } from './save-copy.ts';

/** What one rarely needs: counting, a copy as a file, shortcuts, settings, deletion. */
export function DocumentMenu(props: {
  readonly document: OpenDocument;
  readonly language: string;
  /** Absent where the title cannot be changed. */
  readonly onRename: (() => void) | undefined;
  /** Absent where there is no text to look through. */
  readonly onFind: (() => void) | undefined;
  readonly onShortcuts: () => void;
}) {
  const { id, doc } = props.document;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const library = useLibrary();
  const isPinned = useLibraryValue(({ find }) => find(id)?.isPinned === true);
  const isTrashed = useLibraryValue(({ find }) => find(id)?.trashedAt !== undefined);
  const [isSettingsOpen, setIsSettingsOpen] = useState(false);
  const copy = async () => {
    if (!(await copyLink(id))) requestDialog({ name: 'link', id });
  };
  const duplicate = () => void duplicateListed(library, id, (made) => navigate(documentPath(made)));
  const trash = () => {
    trashDocuments(library, [id]);
    navigate(libraryPath());
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
          <MenuItem
            icon={isPinned ? PinOff : Pin}
            label={t(isPinned ? 'pin.unpin' : 'pin.pin')}
            onAction={() => library.pin([id], !isPinned)}
          />
          <MenuItem
            icon={FolderInput}
            label={t('move.action')}
            onAction={() => requestDialog({ name: 'move', ids: [id] })}
          />
          <MenuItem icon={Smile} label={t('icon.action')} onAction={() => requestDialog({ name: 'icon', id })} />
          <MenuItem icon={CopyPlus} label={t('duplicate.action')} onAction={duplicate} />
          <MenuItem icon={Link2} label={t('document.copyLink')} onAction={() => void copy()} />
          <MenuItem icon={Download} label={t('files.save')} onAction={() => void save()} />
          <MenuItem icon={FileText} label={t('document.saveAsFile')} onAction={() => saveCopy(doc)} />
          <MenuItem
            icon={ClipboardCopy}
            label={t('document.copyAsMarkdown')}
            onAction={() => void copyAsMarkdown(doc)}
          />
          <MenuSeparator />
          {props.onFind !== undefined && (
            <MenuItem icon={Search} label={t('find.action')} hint={formatShortcut('Mod-f')} onAction={props.onFind} />
          )}
          <MenuItem icon={Keyboard} label={t('document.shortcuts')} hint="F1" onAction={props.onShortcuts} />
          <MenuItem icon={Settings} label={t('common.settings')} onAction={() => setIsSettingsOpen(true)} />
          {!isTrashed && (
            <>
              <MenuSeparator />
              <MenuItem icon={Trash2} label={t('trash.action')} onAction={trash} />
            </>
          )}
        </Menu>
      </MenuTrigger>
      <SettingsDialog isOpen={isSettingsOpen} onClose={() => setIsSettingsOpen(false)} />
    </>
  );
}

function WordCount({ doc, language }: { readonly doc: OpenDocument['doc']; readonly language: string }) {
  const { t } = useTranslation();
  const { words, characters } = countWords(contentToPlainText(doc.getXmlFragment('content')), language);
  return (
    <p className="menu__note">
      {t('document.words', { count: words })} · {t('document.characters', { count: characters })}
      {words > 0 && ` · ${t('document.reading', { count: readingMinutes(words) })}`}
    </p>
  );
}
