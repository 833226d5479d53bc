import {
  Check,
  CloudDownload,
  Copy,
  Download,
  Ellipsis,
  FileText,
  FolderOpen,
  HardDrive,
  Pencil,
  Trash2,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator, MenuTrigger } from '../../ui/Menu.tsx';
import { StatusPill } from '../../ui/StatusPill.tsx';
import { copyLink } from '../copy-link.ts';
import { DeleteDialog } from '../DeleteDialog.tsx';
import { saveAsFile } from '../files/save-as-file.ts';
import { LinkDialog } from '../LinkDialog.tsx';
import { RelativeTime } from '../RelativeTime.tsx';
import { documentPath } from '../routes.ts';
import { RenameDialog } from './RenameDialog.tsx';
import { useUnsavedWork } from './use-unsaved-work.ts';

/** One document of the list: its title is a link, the rest says what one would want to know before opening it. */
export function DocumentRow({ entry }: { readonly entry: LibraryEntry }) {
  const { t } = useTranslation();
  const title = entry.title.trim() || t('common.untitled');
  const { row, isUnsaved, isAway } = useUnsavedWork(entry);
  return (
    <li className="document-row" ref={row}>
      <FileText className="icon document-row__icon" aria-hidden />
      <div className="document-row__text">
        <Link href={documentPath(entry.id)} className="document-row__title" data-testid="document-link">
          {title}
        </Link>
        <p className="document-row__excerpt">{entry.excerpt || t('library.noText')}</p>
      </div>
      <span className="document-row__changed">
        <RelativeTime atMs={entry.changedAt} />
      </span>
      <span className="document-row__state">
        {isUnsaved === true && <StatusPill tone="warn" icon={HardDrive} label={t('library.onDevice')} />}
        {isUnsaved === false && <StatusPill tone="ok" icon={Check} label={t('library.saved')} />}
        {isAway && <StatusPill tone="neutral" icon={CloudDownload} label={t('devices.notHereYet')} />}
      </span>
      <RowActions entry={entry} title={title} />
    </li>
  );
}

type OpenDialog = 'rename' | 'link' | 'delete' | undefined;

function RowActions({ entry, title }: { readonly entry: LibraryEntry; readonly title: string }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<OpenDialog>();
  const close = () => setDialog(undefined);
  const copy = async () => {
    if (!(await copyLink(entry.id))) setDialog('link');
  };
  return (
    <>
      <MenuTrigger>
        <IconButton label={t('library.rowActions', { title })}>
          <Ellipsis className="icon" aria-hidden />
        </IconButton>
        <Menu label={t('library.rowActions', { title })}>
          <MenuItem icon={FolderOpen} label={t('library.open')} onAction={() => navigate(documentPath(entry.id))} />
          <MenuItem icon={Pencil} label={t('library.rename')} onAction={() => setDialog('rename')} />
          <MenuItem icon={Copy} label={t('library.copyLink')} onAction={() => void copy()} />
          <MenuItem icon={Download} label={t('files.save')} onAction={() => void saveAsFile(entry.id, entry.title)} />
          <MenuSeparator />
          <MenuItem icon={Trash2} label={t('library.deleteHere')} isDanger onAction={() => setDialog('delete')} />
        </Menu>
      </MenuTrigger>
      {dialog === 'rename' && <RenameDialog entry={entry} onClose={close} />}
      {dialog === 'link' && <LinkDialog id={entry.id} onClose={close} />}
      {dialog === 'delete' && <DeleteDialog id={entry.id} title={title} onClose={close} />}
    </>
  );
}
