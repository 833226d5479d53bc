import {
  CopyPlus,
  Download,
  FolderInput,
  FolderOpen,
  FolderPlus,
  Link2,
  Pencil,
  Pin,
  PinOff,
  Smile,
  Trash2,
  Undo2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import type { Folder } from '../../library/folders.ts';
import { MenuItem, MenuSeparator, OpenMenu } from '../../ui/Menu.tsx';
import type { MenuPlace } from '../../ui/MenuButton.tsx';
import { copyLink } from '../copy-link.ts';
import { duplicateListed } from '../duplicate-listed.ts';
import { pickFiles } from '../files/chosen-files.ts';
import { saveAsFile } from '../files/save-as-file.ts';
import { useLibrary } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { documentPath } from '../routes.ts';
import { tellDone } from '../tell-done.ts';
import { trashDocuments } from '../trash-documents.ts';
import type { MenuSubject } from './menu-subject.ts';

/** What can be done to something of the list, in an open menu. */
export function ListedActions({ place, subject }: { readonly place: MenuPlace; readonly subject: MenuSubject }) {
  return (
    <OpenMenu {...place}>
      <SubjectActions subject={subject} />
    </OpenMenu>
  );
}

function SubjectActions({ subject }: { readonly subject: MenuSubject }) {
  switch (subject.name) {
    case 'document':
      return subject.entry.trashedAt === undefined ? (
        <DocumentActions entry={subject.entry} />
      ) : (
        <TrashedActions entry={subject.entry} title={subject.title} />
      );
    case 'folder':
      return <FolderActions folder={subject.folder} />;
    case 'files':
      return <FilesActions onSaveMany={subject.onSaveMany} />;
  }
}

function DocumentActions({ entry: { id, isPinned, title } }: { readonly entry: LibraryEntry }) {
  const { t } = useTranslation();
  const library = useLibrary();
  const [, navigate] = useLocation();
  const duplicate = () => void duplicateListed(library, id, (made) => navigate(documentPath(made)));
  const copy = async () => {
    if (!(await copyLink(id))) requestDialog({ name: 'link', id });
  };
  return (
    <>
      <MenuItem icon={FolderOpen} label={t('library.open')} onAction={() => navigate(documentPath(id))} />
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
      <MenuItem icon={Pencil} label={t('library.rename')} onAction={() => requestDialog({ name: 'rename', id })} />
      <MenuItem icon={Smile} label={t('icon.action')} onAction={() => requestDialog({ name: 'icon', id })} />
      <MenuItem icon={CopyPlus} label={t('duplicate.action')} onAction={duplicate} />
      <MenuItem icon={Link2} label={t('library.copyLink')} onAction={() => void copy()} />
      <MenuItem icon={Download} label={t('files.save')} onAction={() => void saveAsFile(id, title)} />
      <MenuSeparator />
      <MenuItem icon={Trash2} label={t('trash.action')} onAction={() => trashDocuments(library, [id])} />
    </>
  );
}

function TrashedActions({ entry: { id }, title }: { readonly entry: LibraryEntry; readonly title: string }) {
  const { t } = useTranslation();
  const library = useLibrary();
  const [, navigate] = useLocation();
  const putBack = () => {
    library.putBack([id]);
    tellDone('put-back', t('trash.putBackDone', { title }));
  };
  return (
    <>
      <MenuItem icon={Undo2} label={t('trash.putBack')} onAction={putBack} />
      <MenuItem icon={FolderOpen} label={t('library.open')} onAction={() => navigate(documentPath(id))} />
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        label={t('trash.deleteForGood')}
        isDanger
        onAction={() => requestDialog({ name: 'delete', ids: [id] })}
      />
    </>
  );
}

function FolderActions({ folder: { id } }: { readonly folder: Folder }) {
  const { t } = useTranslation();
  return (
    <>
      <MenuItem
        icon={FolderPlus}
        label={t('folder.newInside')}
        onAction={() => requestDialog({ name: 'new-folder', parentId: id })}
      />
      <MenuItem
        icon={Pencil}
        label={t('folder.rename')}
        onAction={() => requestDialog({ name: 'rename-folder', id })}
      />
      <MenuItem
        icon={FolderInput}
        label={t('move.action')}
        onAction={() => requestDialog({ name: 'move-folder', id })}
      />
      <MenuItem icon={Smile} label={t('icon.action')} onAction={() => requestDialog({ name: 'folder-icon', id })} />
      <MenuSeparator />
      <MenuItem
        icon={Trash2}
        label={t('folder.delete')}
        isDanger
        onAction={() => requestDialog({ name: 'delete-folder', id })}
      />
    </>
  );
}

function FilesActions({ onSaveMany }: { readonly onSaveMany: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <MenuItem icon={FolderInput} label={t('files.open')} onAction={pickFiles} />
      <MenuItem icon={Download} label={t('files.saveMany')} onAction={onSaveMany} />
    </>
  );
}
