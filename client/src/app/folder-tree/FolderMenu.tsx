import { FolderInput, FolderPlus, Pencil, Smile, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Folder } from '../../library/folders.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { useFolderName } from '../folder-names.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';

/** What can be done to a folder. */
export function FolderMenu({ folder }: { readonly folder: Folder }) {
  const { t } = useTranslation();
  const name = useFolderName()(folder);
  const { id } = folder;
  return (
    <Menu label={t('folder.actions', { name })}>
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
    </Menu>
  );
}
