import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { type FolderId, longestFolderName } from '../../library/folders.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFolders, useLibrary } from '../library-context.ts';
import { placePath } from '../routes.ts';
import { closeDialog } from './requested-dialog.ts';

/** Names a folder: a new one, which is then opened, or one that is there. */
export function FolderNameDialog({
  folder,
}: {
  readonly folder: { readonly id: FolderId } | { readonly parentId: FolderId | undefined };
}) {
  const { t } = useTranslation();
  const library = useLibrary();
  const [, navigate] = useLocation();
  const folders = useFolders();
  const form = useId();
  const isNew = !('id' in folder);
  const [name, setName] = useState(isNew ? '' : (folders.get(folder.id)?.name ?? ''));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    closeDialog();
    if ('id' in folder) library.renameFolder(folder.id, name);
    else navigate(placePath({ name: 'folder', id: library.createFolder(name, folder.parentId) }));
  };
  return (
    <Dialog
      title={t(isNew ? 'folder.new' : 'folder.rename')}
      isOpen
      onClose={closeDialog}
      actions={
        <>
          <Button onPress={closeDialog}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} isDisabled={name.trim() === ''}>
            {t(isNew ? 'folder.create' : 'folder.renameAction')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t('folder.name')}
          value={name}
          onChange={setName}
          maxLength={longestFolderName}
          isSelectedOnFocus
          autoFocus
        />
      </form>
    </Dialog>
  );
}
