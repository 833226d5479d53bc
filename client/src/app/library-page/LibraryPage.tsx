import { FolderPlus, FolderX, HardDrive, Menu as MenuIcon, Plus, Trash2 } from 'lucide-react';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { LibraryEntry } from '../../library/entries.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { MessagePage } from '../../ui/MessagePage.tsx';
import { Frame, type SidebarToggle } from '../Frame.tsx';
import { FileDrop } from '../files/FileDrop.tsx';
import { LibraryFiles } from '../files/LibraryFiles.tsx';
import { useFolderName } from '../folder-names.ts';
import { InsecureNotice } from '../InsecureNotice.tsx';
import { useFolders, useLibrarySnapshot } from '../library-context.ts';
import { requestDialog } from '../library-dialogs/requested-dialog.ts';
import { LibraryMenu } from '../library-menus/LibraryMenu.tsx';
import { entriesAt, type Place } from '../places.ts';
import { libraryPath } from '../routes.ts';
import { LibrarySearch } from '../search/LibrarySearch.tsx';
import { trashTerm } from '../trash-term/trash-term-part.ts';
import { useCreateDocument } from '../use-create-document.ts';
import { useFocusOnArrival } from '../use-focus-on-arrival.ts';
import { usePageTitle } from '../use-page-title.ts';
import { DocumentList } from './DocumentList.tsx';
import { EmptyLibrary } from './EmptyLibrary.tsx';
import { FolderPath, InnerFolders } from './FolderHeading.tsx';
import './library-page.css';

/** The documents of one place of this device. */
export function LibraryPage({ place }: { readonly place: Place }) {
  const title = usePlaceTitle(place);
  usePageTitle(title);
  return (
    <Frame sidebar={{ current: place }} isSidebarFixed>
      {(sidebar) => <LibraryMain place={place} title={title} sidebar={sidebar} />}
    </Frame>
  );
}

function usePlaceTitle(place: Place): string {
  const { t } = useTranslation();
  const folders = useFolders();
  const nameOf = useFolderName();
  return place.name === 'folder' ? nameOf(folders.get(place.id)) : t(`places.${place.name}`);
}

interface LibraryMainProps {
  readonly place: Place;
  readonly title: string;
  readonly sidebar: SidebarToggle;
}

function LibraryMain({ place, title, sidebar }: LibraryMainProps) {
  const { t } = useTranslation();
  const contents = useLibrarySnapshot();
  const { phase, folders } = contents;
  const entries = entriesAt(place, contents);
  const isFirstVisit =
    place.name === 'all' && phase !== 'loading' && entries.length + contents.trashed.length + folders.size === 0;
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  const isGone = place.name === 'folder' && phase !== 'loading' && !folders.has(place.id);
  const { create, isCreating } = useCreateDocument();
  return (
    <main className="library" id="content" aria-busy={phase === 'loading'}>
      {place.name === 'folder' && <FolderPath id={place.id} />}
      <header className="library__header">
        {sidebar.isSheet && (
          <IconButton label={t('document.openSidebar')} onPress={sidebar.toggle}>
            <MenuIcon className="icon" aria-hidden />
          </IconButton>
        )}
        <h1 className="library__title" tabIndex={-1} ref={heading}>
          {isGone ? t('folder.gone') : title}
        </h1>
        {!isFirstVisit && !isGone && <PlaceActions place={place} title={title} isEmpty={entries.length === 0} />}
      </header>
      <FileDrop />
      <InsecureNotice />
      <TrashTerm place={place} />
      {phase === 'unavailable' && (
        <Banner tone="warn" icon={HardDrive}>
          {t('library.listUnavailable')}
        </Banner>
      )}
      {place.name === 'trash' && entries.length > 0 && <p className="library__note">{t('places.trashNote')}</p>}
      {isFirstVisit && <EmptyLibrary create={create} isCreating={isCreating} isKept={phase === 'ready'} />}
      {isGone && <GoneFolder />}
      {phase === 'loading' && <LoadingList />}
      {place.name === 'folder' && <InnerFolders id={place.id} />}
      {entries.length > 0 && <PlaceList place={place} entries={entries} />}
      {phase !== 'loading' && entries.length === 0 && !isFirstVisit && !isGone && <EmptyPlace place={place} />}
    </main>
  );
}

/** Nothing waits for it: it is fetched after the start. */
function TrashTerm({ place }: { readonly place: Place }) {
  const part = useSyncExternalStore(trashTerm.subscribe, trashTerm.getState);
  return part.name === 'loaded' ? <part.value.TrashWarning isInTrash={place.name === 'trash'} /> : null;
}

/** The documents of a place; over all of them one can search. */
function PlaceList({ place, entries }: { readonly place: Place; readonly entries: readonly LibraryEntry[] }) {
  const list = <DocumentList place={place} entries={entries} />;
  return place.name === 'all' ? <LibrarySearch>{list}</LibrarySearch> : list;
}

/** What can be done in a place as a whole; the one primary action last. */
function PlaceActions({ place, title, isEmpty }: Omit<LibraryMainProps, 'sidebar'> & { readonly isEmpty: boolean }) {
  const { t } = useTranslation();
  const { folders, trashed } = useLibrarySnapshot();
  const { create, isCreating } = useCreateDocument();
  const folder = place.name === 'folder' ? folders.get(place.id) : undefined;
  if (place.name === 'trash')
    return isEmpty ? null : (
      <Button onPress={() => requestDialog({ name: 'delete', ids: trashed.map(({ id }) => id) })}>
        <Trash2 className="icon" aria-hidden />
        {t('trash.empty')}
      </Button>
    );
  return (
    <>
      {place.name === 'all' && <LibraryFiles />}
      {folder !== undefined && (
        <LibraryMenu label={t('folder.actions', { name: title })} subject={{ name: 'folder', folder }} />
      )}
      {(place.name === 'all' || folder !== undefined) && (
        <Button onPress={() => requestDialog({ name: 'new-folder', parentId: folder?.id })}>
          <FolderPlus className="icon" aria-hidden />
          <span className="library__create">{t('folder.new')}</span>
        </Button>
      )}
      <Button
        kind="primary"
        data-testid="new-document"
        isDisabled={isCreating}
        onPress={() => void create(undefined, folder?.id)}
      >
        <Plus className="icon" aria-hidden />
        <span className="library__create">{t('common.newDocument')}</span>
      </Button>
    </>
  );
}

function EmptyPlace({ place }: { readonly place: Place }) {
  const { t } = useTranslation();
  return <p className="library__none">{t(`places.${place.name}Empty`)}</p>;
}

function GoneFolder(): ReactNode {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <MessagePage
      icon={FolderX}
      title={t('folder.gone')}
      actions={
        <Button kind="primary" onPress={() => navigate(libraryPath())}>
          {t('common.toLibrary')}
        </Button>
      }
    >
      <p>{t('folder.goneText')}</p>
    </MessagePage>
  );
}

/** The list takes milliseconds; only if it takes longer do its lines appear, so that nothing flashes. */
function LoadingList() {
  const { t } = useTranslation();
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), 250);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <div className="library__loading">
      <p className="visually-hidden">{t('common.loading')}</p>
      {['first', 'second', 'third', 'fourth'].map((line) => (
        <div key={line} className="library__loading-row" />
      ))}
    </div>
  );
}
