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
  Zap,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { encodeStateAsUpdate } from 'yjs';
import type { OpenDocument } from '../../document/open-document.ts';
import { contentToPlainText, countWords, readingMinutes } from '../../editor/plain-text.ts';
import { formatShortcut } from '../../editor/shortcut.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx';
import { actionsSign } from '../actions/find-actions.ts';
import { type Action, useOfferedActions } from '../actions/offered-actions.ts';
import { copyLink } from '../copy-link.ts';
import { duplicateListed } from '../duplicate-listed.ts';
import { saveAsFile } from '../files/save-as-file.ts';
import { useLibrary, useLibraryValue } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { documentPath, libraryPath } from '../routes.ts';
import { openSettings } from '../SettingsDialog.tsx';
import { openPalette } from '../search/palette-state.ts';
import { trashDocuments } from '../trash-documents.ts';
import { copyAsMarkdown } from './copy-as-markdown.ts';
import { useReadingActions } from './reading/reading-actions.ts';
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
  const { onRename, onFind } = props;
  const { id, doc } = props.document;
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const library = useLibrary();
  const isPinned = useLibraryValue(({ find }) => find(id)?.isPinned === true);
  const isTrashed = useLibraryValue(({ find }) => find(id)?.trashedAt !== undefined);
  const copy = async () => {
    if (!(await copyLink(id))) requestDialog({ name: 'link', id });
  };
  const duplicate = () => void duplicateListed(library, id, (made) => navigate(documentPath(made)));
  const trash = () => {
    trashDocuments(library, [id]);
    navigate(libraryPath());
  };
  const save = () => saveAsFile(id, doc.getText('title').toString(), encodeStateAsUpdate(doc));
  const reading = useReadingActions();
  const ofTheDocument: readonly Action[] = [
    ...(onRename === undefined
      ? []
      : [{ id: 'rename', icon: Pencil, label: t('document.renameTitle'), run: onRename }]),
    {
      id: 'pin',
      icon: isPinned ? PinOff : Pin,
      label: t(isPinned ? 'pin.unpin' : 'pin.pin'),
      run: () => library.pin([id], !isPinned),
    },
    { id: 'move', icon: FolderInput, label: t('move.action'), run: () => requestDialog({ name: 'move', ids: [id] }) },
    { id: 'icon', icon: Smile, label: t('icon.action'), run: () => requestDialog({ name: 'icon', id }) },
    { id: 'duplicate', icon: CopyPlus, label: t('duplicate.action'), run: duplicate },
    { id: 'copy-link', icon: Link2, label: t('document.copyLink'), run: () => void copy() },
    { id: 'save-file', icon: Download, label: t('files.save'), run: () => void save() },
    { id: 'save-text', icon: FileText, label: t('document.saveAsFile'), run: () => saveCopy(doc) },
    {
      id: 'copy-markdown',
      icon: ClipboardCopy,
      label: t('document.copyAsMarkdown'),
      run: () => void copyAsMarkdown(doc),
    },
  ];
  const ofThePage: readonly Action[] = [
    ...(onFind === undefined
      ? []
      : [{ id: 'find', icon: Search, label: t('find.action'), keys: 'Mod-f', run: onFind }, ...reading]),
    { id: 'shortcuts', icon: Keyboard, label: t('document.shortcuts'), keys: 'F1', run: props.onShortcuts },
  ];
  const toTrash: readonly Action[] = isTrashed
    ? []
    : [{ id: 'trash', icon: Trash2, label: t('trash.action'), run: trash }];
  useOfferedActions(() => [...ofTheDocument, ...ofThePage, ...toTrash]);
  return (
    <MenuTrigger>
      <IconButton label={t('document.more')}>
        <Ellipsis className="icon" aria-hidden />
      </IconButton>
      <Menu label={t('document.more')} header={<WordCount doc={doc} language={props.language} />}>
        {ofTheDocument.map(toItem)}
        <MenuSeparator />
        {ofThePage.map(toItem)}
        <MenuItem
          icon={Zap}
          label={t('search.findAction')}
          hint={formatShortcut('Mod-/')}
          onAction={() => requestAnimationFrame(() => openPalette(actionsSign))}
        />
        <MenuItem icon={Settings} label={t('common.settings')} onAction={openSettings} />
        {toTrash.length > 0 && <MenuSeparator />}
        {toTrash.map(toItem)}
      </Menu>
    </MenuTrigger>
  );
}

const toItem = ({ id, icon, label, keys, run }: Action) => (
  <MenuItem
    key={id}
    icon={icon}
    label={label}
    hint={keys === undefined ? undefined : formatShortcut(keys)}
    onAction={run}
  />
);

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
