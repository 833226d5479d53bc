import { ChevronRight, FileText, Folder as FolderIcon, Plus } from 'lucide-react';
import { type DragEvent, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import { childrenByParent, type Folder, type FolderId, pathTo } from '../../library/folders.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { endDrag, startDrag } from '../dragging/dragged-things.ts';
import { useDropTarget } from '../dragging/use-drop-target.ts';
import { compareNames, useFolderName } from '../folder-names.ts';
import { useLibrary, useLibrarySnapshot } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { LibraryMenu } from '../library-menus/LibraryMenu.tsx';
import { getPreferences, setPreferences, usePreference } from '../preferences.ts';
import { documentPath, placePath } from '../routes.ts';
import { thingIcon } from '../thing-icons.ts';
import { moveInTree } from './tree-keys.ts';
import './folder-tree.css';

interface TreeProps {
  /** What is shown now: a folder, or a document and where it is. */
  readonly current: { readonly folderId: FolderId | undefined; readonly documentId?: string };
  readonly onLeave: (() => void) | undefined;
}

/** More than these would be no overview any more; the folder's own page has them all. */
const documentsShown = 30;

/** The folders of the sidebar, with the documents in them; which are open is remembered. */
export function FolderTree({ current, onLeave }: TreeProps) {
  const { t } = useTranslation();
  const tree = useTree();
  useOpenPath(current.folderId);
  return (
    <section className="folders">
      <div className="folders__head">
        <h2 className="sidebar__heading">{t('places.folders')}</h2>
        <IconButton label={t('folder.new')} onPress={() => requestDialog({ name: 'new-folder', parentId: undefined })}>
          <Plus className="icon" aria-hidden />
        </IconButton>
      </div>
      <Branch parent={undefined} depth={0} tree={tree} current={current} onLeave={onLeave} />
    </section>
  );
}

interface Tree {
  foldersIn(parent: FolderId | undefined): readonly Folder[];
  documentsIn(folder: FolderId): readonly LibraryEntry[];
}

function useTree(): Tree {
  const { i18n } = useTranslation();
  const { folders, entries } = useLibrarySnapshot();
  return useMemo(() => {
    const compare = compareNames(i18n.language);
    const inner = childrenByParent(folders);
    const filed = Map.groupBy(entries, ({ folderId }) => folderId);
    return {
      foldersIn: (parent) => [...(inner.get(parent) ?? [])].sort((one, other) => compare(one.name, other.name)),
      documentsIn: (folder) => filed.get(folder) ?? [],
    };
  }, [folders, entries, i18n.language]);
}

/** Coming to a folder, or to a document in one, shows where it is. What one closes then stays closed. */
function useOpenPath(folderId: FolderId | undefined): void {
  const library = useLibrary();
  useEffect(() => {
    const open = new Set(getPreferences().openFolders);
    const path = pathTo(library.getSnapshot().folders, folderId).map(({ id }) => id);
    if (path.some((id) => !open.has(id))) setPreferences({ openFolders: [...open.union(new Set(path))] });
  }, [library, folderId]);
}

function Branch(
  props: TreeProps & { readonly parent: FolderId | undefined; readonly depth: number; readonly tree: Tree },
) {
  const { t } = useTranslation();
  const { parent, depth, tree, current, onLeave } = props;
  const documents = parent === undefined ? [] : tree.documentsIn(parent);
  return (
    <ul className="folders__branch">
      {tree.foldersIn(parent).map((folder) => (
        <Twig key={folder.id} {...props} folder={folder} />
      ))}
      {documents.slice(0, documentsShown).map((entry) => (
        <li key={entry.id}>
          <Link
            href={documentPath(entry.id)}
            className="sidebar__link folders__document"
            style={{ paddingInlineStart: indent(depth) }}
            aria-current={entry.id === current.documentId ? 'page' : undefined}
            onClick={onLeave}
            onKeyDown={moveInTree}
            onDragStart={(event: DragEvent) => startDrag(event, { documents: [entry.id] })}
            onDragEnd={endDrag}
          >
            <DocumentIcon entry={entry} />
            <span className="sidebar__title">{entry.title.trim() || t('common.untitled')}</span>
          </Link>
        </li>
      ))}
      {parent !== undefined && documents.length > documentsShown && (
        <li>
          <Link
            href={placePath({ name: 'folder', id: parent })}
            className="sidebar__link folders__more"
            style={{ paddingInlineStart: indent(depth) }}
            onClick={onLeave}
            onKeyDown={moveInTree}
          >
            {t('folder.more', { count: documents.length - documentsShown })}
          </Link>
        </li>
      )}
    </ul>
  );
}

/** Steps to the right; deeper ones stay under each other, so that names keep room. */
const indent = (depth: number): number => 10 + 22 * Math.min(depth, 5);

function DocumentIcon({ entry }: { readonly entry: LibraryEntry }) {
  const Icon = thingIcon(entry.icon, FileText);
  return <Icon className="icon" aria-hidden />;
}

function Twig(props: Parameters<typeof Branch>[0] & { readonly folder: Folder }) {
  const { t } = useTranslation();
  const { folder, depth, current, onLeave } = props;
  const name = useFolderName()(folder);
  const openFolders = usePreference('openFolders');
  const isOpen = openFolders.includes(folder.id);
  const isCurrent = current.folderId === folder.id && current.documentId === undefined;
  const Icon = thingIcon(folder.icon, FolderIcon);
  const toggle = () =>
    setPreferences({
      openFolders: isOpen ? openFolders.filter((id) => id !== folder.id) : [...openFolders, folder.id],
    });
  const dropTarget = useDropTarget({ folderId: folder.id }, isOpen ? undefined : toggle);
  return (
    <li>
      <div className="folders__row" style={{ paddingInlineStart: indent(depth) - 8 }} {...dropTarget}>
        <button
          type="button"
          className="folders__toggle"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'folder.close' : 'folder.open', { name })}
          onClick={toggle}
        >
          <ChevronRight className="icon" aria-hidden />
        </button>
        <Link
          href={placePath({ name: 'folder', id: folder.id })}
          className="sidebar__link folders__folder"
          aria-current={isCurrent ? 'page' : undefined}
          onClick={onLeave}
          onKeyDown={moveInTree}
          onDragStart={(event: DragEvent) => startDrag(event, { folders: [folder.id] })}
          onDragEnd={endDrag}
        >
          {folder.icon !== undefined && <Icon className="icon" aria-hidden />}
          <span className="sidebar__title">{name}</span>
        </Link>
        <LibraryMenu label={t('folder.actions', { name })} subject={{ name: 'folder', folder }} />
      </div>
      {isOpen && <Branch {...props} parent={folder.id} depth={depth + 1} />}
    </li>
  );
}
