import type { DocumentId } from '@ecritoire/shared';
import { Folder as FolderIcon, FolderPlus, Inbox, Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, type KeyboardEvent, ListBox, ListBoxItem } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { fold } from '../../i18n/fold.ts';
import { type FolderId, isFolderId, withInner } from '../../library/folders.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { compareNames, useFolderName, useFolderPath } from '../folder-names.ts';
import { useFolders, useLibrary } from '../library-context.ts';
import { tellDone } from '../tell-done.ts';
import { titleOf } from '../trash-documents.ts';
import { closeDialog } from './requested-dialog.ts';
import './move-dialog.css';

type Moved =
  | { readonly name: 'move'; readonly ids: readonly DocumentId[] }
  | { readonly name: 'move-folder'; readonly id: FolderId };

/** Keys of the list that are no folder's id. */
const topKey = 'top';
const newKey = 'new';

/** Chooses the folder for documents, or for a folder, by typing or by looking; what is typed can be a new one's name. */
export function MoveDialog({ moved }: { readonly moved: Moved }) {
  const { t } = useTranslation();
  const library = useLibrary();
  const nameOf = useFolderName();
  const folders = useFolders();
  const [typed, setTyped] = useState('');
  const targets = useTargets(moved);
  const matches = useMatch();
  const here = useCurrentFolder(moved);
  const name = typed.trim();
  const isNew = name !== '' && !targets.some((folder) => folder.name === name);

  const moveTo = (key: string) => {
    const target = key === newKey ? library.createFolder(name, undefined) : isFolderId(key) ? key : undefined;
    if (moved.name === 'move') library.moveDocuments(moved.ids, target);
    else library.moveFolder(moved.id, target);
    closeDialog();
    const folder = key === newKey ? name : nameOf(target && folders.get(target));
    tellDone('moved', target === undefined ? t('move.doneTop') : t('move.done', { folder }));
  };
  const firstMatch =
    targets.find(({ id, name: known }) => id !== here && matches(known, typed))?.id ?? (isNew ? newKey : undefined);
  /** Whoever types a few letters and presses Enter at once is before the first option has been marked. */
  const moveToFirst = (event: KeyboardEvent) => {
    const isOptionMarked = event.target instanceof Element && event.target.hasAttribute('aria-activedescendant');
    if (event.key === 'Enter' && name !== '' && firstMatch !== undefined && !isOptionMarked) moveTo(firstMatch);
  };
  return (
    <Dialog title={useMoveTitle(moved)} closeLabel={t('common.close')} isOpen onClose={closeDialog}>
      <div className="move">
        <Autocomplete
          inputValue={typed}
          onInputChange={setTyped}
          filter={(label, input, { key }) => key === newKey || (key === topKey ? input === '' : matches(label, input))}
        >
          <TextField
            label={t('move.field')}
            isLabelHidden
            placeholder={t('move.find')}
            icon={<Search className="icon" aria-hidden />}
            autoFocus
            onKeyDown={moveToFirst}
          />
          <ListBox
            className="move__list"
            aria-label={t('places.folders')}
            onAction={(key) => moveTo(String(key))}
            renderEmptyState={() => <p className="move__none">{t('move.none')}</p>}
          >
            {name === '' && <Option id={topKey} label={t('places.top')} icon={Inbox} isHere={here === topKey} />}
            {targets.map((folder) => (
              <Option
                key={folder.id}
                id={folder.id}
                label={folder.name}
                path={folder.path}
                icon={FolderIcon}
                isHere={here === folder.id}
              />
            ))}
            {isNew && <Option id={newKey} label={t('move.create', { name })} icon={FolderPlus} isHere={false} />}
          </ListBox>
        </Autocomplete>
      </div>
    </Dialog>
  );
}

function Option(props: {
  readonly id: string;
  readonly label: string;
  readonly path?: string;
  readonly icon: typeof FolderIcon;
  readonly isHere: boolean;
}) {
  const { t } = useTranslation();
  const Icon = props.icon;
  return (
    <ListBoxItem id={props.id} className="move__option" textValue={props.label} isDisabled={props.isHere}>
      <Icon className="icon" aria-hidden />
      <span className="move__name">
        {props.label}
        {props.path !== undefined && props.path !== '' && <span className="move__path">{props.path}</span>}
      </span>
      {props.isHere && <span className="move__here">{t('move.here')}</span>}
    </ListBoxItem>
  );
}

function useMoveTitle(moved: Moved): string {
  const { t } = useTranslation();
  const library = useLibrary();
  const folders = useFolders();
  const nameOf = useFolderName();
  if (moved.name === 'move-folder') return t('move.titleOne', { title: nameOf(folders.get(moved.id)) });
  if (moved.ids.length > 1) return t('move.titleMany', { count: moved.ids.length });
  return t('move.titleOne', { title: titleOf(library, moved.ids[0]) });
}

/** Where all of what is moved is now. */
function useCurrentFolder(moved: Moved): string | undefined {
  const library = useLibrary();
  const folders = useFolders();
  const places = new Set(
    moved.name === 'move' ? moved.ids.map((id) => library.find(id)?.folderId) : [folders.get(moved.id)?.parentId],
  );
  const [place] = places;
  return places.size === 1 ? (place ?? topKey) : undefined;
}

/** The folders that something can go into, in the order of the tree. */
function useTargets(moved: Moved) {
  const { i18n } = useTranslation();
  const folders = useFolders();
  const nameOf = useFolderName();
  const pathOf = useFolderPath();
  const excluded = moved.name === 'move-folder' ? withInner(folders, moved.id) : new Set<FolderId>();
  const compare = compareNames(i18n.language);
  return [...folders.values()]
    .filter(({ id }) => !excluded.has(id))
    .map((folder) => ({ id: folder.id, name: nameOf(folder), path: pathOf(folders, folder.parentId) }))
    .sort((one, other) => compare(one.path, other.path) || compare(one.name, other.name));
}

/** Whether a name holds every word that was typed, whatever the accents. */
function useMatch(): (name: string, typed: string) => boolean {
  const { i18n } = useTranslation();
  return (name, typed) => {
    const folded = fold(name, i18n.language);
    return fold(typed, i18n.language)
      .split(/\s+/)
      .every((word) => folded.includes(word));
  };
}
