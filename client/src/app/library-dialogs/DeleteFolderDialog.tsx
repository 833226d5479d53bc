import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type FolderId, withInner } from '../../library/folders.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useFolderName } from '../folder-names.ts';
import { useLibrary, useLibrarySnapshot } from '../library-context.ts';
import { placePath } from '../routes.ts';
import { tellDone } from '../tell-done.ts';
import { tellTrashed } from '../trash-documents.ts';
import { closeDialog } from './requested-dialog.ts';

/** Asks what becomes of a folder's contents before it goes. */
export function DeleteFolderDialog({ id }: { readonly id: FolderId }) {
  const { t } = useTranslation();
  const library = useLibrary();
  const [path, navigate] = useLocation();
  const { folders, entries } = useLibrarySnapshot();
  const nameOf = useFolderName();
  const folder = folders.get(id);
  const inside = withInner(folders, id);
  const count = entries.filter(({ folderId }) => folderId !== undefined && inside.has(folderId)).length;
  const name = nameOf(folder);

  const remove = (contents: 'kept' | 'trashed') => {
    const trashed = library.deleteFolder(id, contents);
    closeDialog();
    const parentId = folder?.parentId;
    if ([...inside].some((gone) => path === placePath({ name: 'folder', id: gone })))
      navigate(placePath(parentId === undefined ? { name: 'all' } : { name: 'folder', id: parentId }));
    if (trashed.length > 0) tellTrashed(library, trashed);
    else tellDone('folder-deleted', t('folder.deleted', { name }));
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('folder.deleteTitle', { name })}
      isOpen
      onClose={closeDialog}
      actions={
        <>
          <Button onPress={closeDialog} autoFocus>
            {t('common.cancel')}
          </Button>
          {count > 0 && <Button onPress={() => remove('trashed')}>{t('folder.trashContents')}</Button>}
          <Button kind="danger" onPress={() => remove('kept')}>
            {t(count > 0 ? 'folder.keepContents' : 'folder.delete')}
          </Button>
        </>
      }
    >
      <p className="dialog__text">
        {count > 0
          ? t('folder.deleteContents', { count })
          : t(inside.size > 1 ? 'folder.deleteInner' : 'folder.deleteEmpty')}
      </p>
    </Dialog>
  );
}
