import {
  CopyPlus,
  Download,
  Ellipsis,
  FolderInput,
  FolderOpen,
  Link2,
  Pencil,
  Pin,
  PinOff,
  Smile,
  Trash2,
  Undo2,
} from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import { MenuItem, MenuSeparator, OpenMenu } from '../../ui/Menu.tsx';
import { copyLink } from '../copy-link.ts';
import { duplicateListed } from '../duplicate-listed.ts';
import { saveAsFile } from '../files/save-as-file.ts';
import { useLibrary } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { documentPath } from '../routes.ts';
import { tellDone } from '../tell-done.ts';
import { trashDocuments } from '../trash-documents.ts';

const openingKeys: ReadonlySet<string> = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp']);

/**
 * What can be done to a document of the list. There are as many of these as documents, so it is a plain button until
 * somebody presses it.
 */
export function RowMenu({ entry, title }: { readonly entry: LibraryEntry; readonly title: string }) {
  const { t } = useTranslation();
  const button = useRef<HTMLButtonElement>(null);
  const [chosen, setChosen] = useState<'first' | 'last' | true>();
  const label = t('library.rowActions', { title });
  // Not by the click that follows a key: it looks like one of a screen reader, for which the focus moves a frame later,
  // and what is typed meanwhile would be lost.
  const openByKey = (event: KeyboardEvent) => {
    if (!openingKeys.has(event.key)) return;
    event.preventDefault();
    setChosen(event.key === 'ArrowUp' ? 'last' : 'first');
  };
  return (
    <>
      <button
        type="button"
        className="icon-button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={chosen !== undefined}
        ref={button}
        // A click of none is a screen reader's.
        onClick={({ detail }) => setChosen(detail === 0 ? 'first' : true)}
        onKeyDown={openByKey}
      >
        <Ellipsis className="icon" aria-hidden />
      </button>
      {chosen !== undefined && (
        <OpenMenu label={label} anchor={button} chosen={chosen} onClose={() => setChosen(undefined)}>
          {entry.trashedAt === undefined ? (
            <ListedActions entry={entry} />
          ) : (
            <TrashedActions entry={entry} title={title} />
          )}
        </OpenMenu>
      )}
    </>
  );
}

function ListedActions({ entry: { id, isPinned, title } }: { readonly entry: LibraryEntry }) {
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
