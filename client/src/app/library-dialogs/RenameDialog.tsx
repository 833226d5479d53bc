import type { DocumentId } from '@ecritoire/shared';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useLibrary } from '../library-context.ts';
import { renameDocument } from '../rename-part.ts';
import { closeDialog } from './requested-dialog.ts';

/** Gives a document of the list another title without opening it. */
export function RenameDialog({ id }: { readonly id: DocumentId }) {
  const { t } = useTranslation();
  const library = useLibrary();
  const form = useId();
  const [title, setTitle] = useState(library.find(id)?.title ?? '');
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const rename = async () => {
    setIsBusy(true);
    // It brings the editor's schema with it, which the list itself does without.
    const part = await renameDocument.load();
    const renamed = part.ok ? await part.value(id, title.trim()) : undefined;
    setIsBusy(false);
    if (renamed === undefined) {
      setError(t('missingPart.title'));
      return;
    }
    if (!renamed.ok) {
      setError(t('rename.failed', { reason: t(`failure.${renamed.error}`) }));
      return;
    }
    library.retitle(id, title.trim());
    closeDialog();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void rename();
  };
  return (
    <Dialog
      title={t('rename.title')}
      isOpen
      onClose={closeDialog}
      actions={
        <>
          <Button onPress={closeDialog}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" form={form} isDisabled={isBusy}>
            {t('rename.action')}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit}>
        <TextField
          label={t('rename.label')}
          value={title}
          onChange={setTitle}
          error={error}
          isSelectedOnFocus
          autoFocus
        />
      </form>
    </Dialog>
  );
}
