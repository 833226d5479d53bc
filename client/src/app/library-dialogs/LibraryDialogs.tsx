import { DeleteDialog } from './DeleteDialog.tsx';
import { DeleteFolderDialog } from './DeleteFolderDialog.tsx';
import { FolderNameDialog } from './FolderNameDialog.tsx';
import { DocumentIconDialog, FolderIconDialog } from './IconDialog.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { MoveDialog } from './MoveDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import type { LibraryDialog } from './requested-dialog.ts';

/** The question that was asked for. */
export function LibraryDialogs({ dialog }: { readonly dialog: LibraryDialog }) {
  switch (dialog.name) {
    case 'rename':
      return <RenameDialog id={dialog.id} />;
    case 'link':
      return <LinkDialog id={dialog.id} blockId={dialog.blockId} />;
    case 'move':
    case 'move-folder':
      return <MoveDialog moved={dialog} />;
    case 'icon':
      return <DocumentIconDialog id={dialog.id} />;
    case 'folder-icon':
      return <FolderIconDialog id={dialog.id} />;
    case 'delete':
      return <DeleteDialog ids={dialog.ids} />;
    case 'new-folder':
      return <FolderNameDialog folder={{ parentId: dialog.parentId }} />;
    case 'rename-folder':
      return <FolderNameDialog folder={{ id: dialog.id }} />;
    case 'delete-folder':
      return <DeleteFolderDialog id={dialog.id} />;
  }
}
