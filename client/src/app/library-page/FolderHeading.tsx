import { Folder as FolderIcon } from 'lucide-react';
import type { DragEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { type Folder, type FolderId, pathTo } from '../../library/folders.ts';
import { endDrag, startDrag } from '../dragging/dragged-things.ts';
import { useDropTarget } from '../dragging/use-drop-target.ts';
import { compareNames, useFolderName } from '../folder-names.ts';
import { useFolders } from '../library-context.ts';
import { libraryPath, placePath } from '../routes.ts';
import { thingIcon } from '../thing-icons.ts';
import './folder-heading.css';

/** The way to a folder, from the outside in. */
export function FolderPath({ id }: { readonly id: FolderId }) {
  const { t } = useTranslation();
  const nameOf = useFolderName();
  const folders = useFolders();
  const around = pathTo(folders, id).slice(0, -1);
  return (
    <nav className="library__path" aria-label={t('places.label')}>
      <Link href={libraryPath()}>{t('common.toLibrary')}</Link>
      {around.map((folder) => (
        <span key={folder.id}>
          <span aria-hidden> / </span>
          <Link href={placePath({ name: 'folder', id: folder.id })}>{nameOf(folder)}</Link>
        </span>
      ))}
    </nav>
  );
}

/** The folders in a folder, before its documents. */
export function InnerFolders({ id }: { readonly id: FolderId }) {
  const { t, i18n } = useTranslation();
  const folders = useFolders();
  const compare = compareNames(i18n.language);
  const inner = [...folders.values()]
    .filter(({ parentId }) => parentId === id)
    .sort((one, other) => compare(one.name, other.name));
  if (inner.length === 0) return null;
  return (
    <ul className="inner-folders" aria-label={t('places.folders')}>
      {inner.map((folder) => (
        <InnerFolder key={folder.id} folder={folder} />
      ))}
    </ul>
  );
}

function InnerFolder({ folder }: { readonly folder: Folder }) {
  const name = useFolderName()(folder);
  const dropTarget = useDropTarget({ folderId: folder.id });
  const Icon = thingIcon(folder.icon, FolderIcon);
  return (
    <li>
      <Link
        href={placePath({ name: 'folder', id: folder.id })}
        className="inner-folders__link"
        onDragStart={(event: DragEvent) => startDrag(event, { folders: [folder.id] })}
        onDragEnd={endDrag}
        {...dropTarget}
      >
        <Icon className="icon" aria-hidden />
        <span className="sidebar__title">{name}</span>
      </Link>
    </li>
  );
}
