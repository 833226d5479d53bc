import { Clock, Files, FileText, HardDrive, type LucideIcon, Pin, Plus, Settings, Trash2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { formatBytes } from '../i18n/format.ts';
import { Button } from '../ui/Button.tsx';
import { Mark } from '../ui/Mark.tsx';
import { convergencePart } from './convergence-part.ts';
import { useDropTarget } from './dragging/use-drop-target.ts';
import { folderTree } from './folder-tree/folder-tree-part.ts';
import { useFolders, useLibrarySnapshot, useLibraryValue } from './library-context.ts';
import { usePart } from './part.ts';
import type { Place } from './places.ts';
import { documentPath, libraryPath, parseDocumentId, placePath } from './routes.ts';
import { openSettings } from './SettingsDialog.tsx';
import { SearchEntry } from './search/SearchEntry.tsx';
import { useCreateDocument } from './use-create-document.ts';
import { useRoomLeft } from './use-room-left.ts';
import './sidebar.css';

export interface SidebarProps {
  /** Which page is shown: a list, or one document, or neither. */
  readonly current: Place | { readonly documentId: string } | undefined;
  /** Something was chosen that changes the page. */
  readonly onLeave?: () => void;
}

const recentCount = 8;

const places: readonly { readonly name: Exclude<Place['name'], 'folder'>; readonly icon: LucideIcon }[] = [
  { name: 'all', icon: Files },
  { name: 'pinned', icon: Pin },
  { name: 'recent', icon: Clock },
  { name: 'trash', icon: Trash2 },
];

/** Where one can go from here, and what concerns the whole of Écritoire. */
export function Sidebar({ current, onLeave }: SidebarProps) {
  const { t } = useTranslation();
  const place = current !== undefined && 'name' in current ? current : undefined;
  const documentId = current !== undefined && 'documentId' in current ? current.documentId : undefined;
  const hasFolders = useFolders().size > 0;
  const { create } = useCreateDocument();
  return (
    <nav className="sidebar__inside" aria-label={t('sidebar.label')}>
      <Link href={libraryPath()} className="sidebar__brand" onClick={onLeave}>
        <Mark />
        {t('brand')}
      </Link>
      <ul className="sidebar__places">
        <li>
          <SearchEntry onLeave={onLeave} />
        </li>
        {places.map((shown) => (
          <PlaceLink key={shown.name} {...shown} isCurrent={place?.name === shown.name} onLeave={onLeave} />
        ))}
        {place === undefined && (
          <li>
            <Button kind="quiet" data-testid="new-document" onPress={() => void create()}>
              <Plus className="icon" aria-hidden />
              {t('common.newDocument')}
            </Button>
          </li>
        )}
      </ul>
      {documentId !== undefined && !hasFolders && <RecentDocuments currentId={documentId} onLeave={onLeave} />}
      <Folders place={place} documentId={documentId} onLeave={onLeave} />
      <SidebarFoot />
    </nav>
  );
}

function PlaceLink(props: {
  readonly name: Exclude<Place['name'], 'folder'>;
  readonly icon: LucideIcon;
  readonly isCurrent: boolean;
  readonly onLeave: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const { name, icon: Icon } = props;
  const dropTarget = useDropTarget(name === 'recent' ? undefined : name === 'all' ? 'top' : name);
  return (
    <li>
      <Link
        href={placePath({ name })}
        className="sidebar__link"
        aria-current={props.isCurrent ? 'page' : undefined}
        onClick={props.onLeave}
        {...dropTarget}
      >
        <Icon className="icon" aria-hidden />
        {t(`places.${name}`)}
      </Link>
    </li>
  );
}

function Folders(props: {
  readonly place: Place | undefined;
  readonly documentId: string | undefined;
  readonly onLeave: (() => void) | undefined;
}) {
  const { place, documentId, onLeave } = props;
  const part = usePart(folderTree);
  const id = parseDocumentId(documentId);
  const folderId = useLibraryValue(({ find }) => id && find(id)?.folderId);
  const current =
    id === undefined ? { folderId: place?.name === 'folder' ? place.id : undefined } : { folderId, documentId: id };
  // Where it cannot be loaded, the folders are still in the list.
  return part.name === 'loaded' ? <part.value current={current} onLeave={onLeave} /> : null;
}

function RecentDocuments(props: { readonly currentId: string; readonly onLeave: (() => void) | undefined }) {
  const { t } = useTranslation();
  const recent = useLibrarySnapshot().entries.slice(0, recentCount);
  if (recent.length === 0) return null;
  return (
    <section className="sidebar__recent">
      <h2 className="sidebar__heading">{t('sidebar.recent')}</h2>
      <ul>
        {recent.map(({ id, title }) => (
          <li key={id}>
            <Link
              href={documentPath(id)}
              className="sidebar__link sidebar__link--document"
              aria-current={id === props.currentId ? 'page' : undefined}
              onClick={props.onLeave}
            >
              <FileText className="icon" aria-hidden />
              <span className="sidebar__title">{title.trim() || t('common.untitled')}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function SidebarFoot() {
  const { t, i18n } = useTranslation();
  const { room } = useRoomLeft();
  return (
    <div className="sidebar__foot">
      <Convergence />
      {room !== undefined && (
        <p className="sidebar__room">
          <HardDrive className="icon" aria-hidden />
          {t('sidebar.onDevice')}
          <span className="sidebar__size">
            {t('settings.free', { size: formatBytes(room.availableBytes, i18n.language) })}
          </span>
        </p>
      )}
      <Button kind="quiet" onPress={openSettings}>
        <Settings className="icon" aria-hidden />
        {t('common.settings')}
      </Button>
    </div>
  );
}

/** Nothing waits for it: it is fetched after the start. */
function Convergence() {
  const part = useSyncExternalStore(convergencePart.subscribe, convergencePart.getState);
  return part.name === 'loaded' ? <part.value.ConvergenceLine /> : null;
}
