import { HardDrive, Menu as MenuIcon, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Frame, type SidebarToggle } from '../Frame.tsx';
import { FileDrop } from '../files/FileDrop.tsx';
import { LibraryFiles } from '../files/LibraryFiles.tsx';
import { InsecureNotice } from '../InsecureNotice.tsx';
import { useLibrarySnapshot } from '../library-context.ts';
import { LibrarySearch } from '../search/LibrarySearch.tsx';
import { useCreateDocument } from '../use-create-document.ts';
import { useFocusOnArrival } from '../use-focus-on-arrival.ts';
import { usePageTitle } from '../use-page-title.ts';
import { DocumentList } from './DocumentList.tsx';
import { EmptyLibrary } from './EmptyLibrary.tsx';
import './library-page.css';

/** All documents of this device. */
export function LibraryPage() {
  const { t } = useTranslation();
  usePageTitle(t('library.title'));
  return (
    <Frame sidebar={{ current: 'library' }} isSidebarFixed>
      {(sidebar) => <LibraryMain sidebar={sidebar} />}
    </Frame>
  );
}

function LibraryMain({ sidebar }: { readonly sidebar: SidebarToggle }) {
  const { t } = useTranslation();
  const { phase, entries } = useLibrarySnapshot();
  const isEmpty = phase !== 'loading' && entries.length === 0;
  const heading = useFocusOnArrival<HTMLHeadingElement>();
  const { create, isCreating } = useCreateDocument();
  return (
    <main className="library" id="content" aria-busy={phase === 'loading'}>
      <header className="library__header">
        {sidebar.isSheet && (
          <IconButton label={t('document.openSidebar')} onPress={sidebar.toggle}>
            <MenuIcon className="icon" aria-hidden />
          </IconButton>
        )}
        <h1 className="library__title" tabIndex={-1} ref={heading}>
          {t('library.title')}
        </h1>
        {!isEmpty && <LibraryFiles />}
        {!isEmpty && (
          <Button kind="primary" data-testid="new-document" isDisabled={isCreating} onPress={() => void create()}>
            <Plus className="icon" aria-hidden />
            <span className="library__create">{t('common.newDocument')}</span>
          </Button>
        )}
      </header>
      <FileDrop />
      <InsecureNotice />
      {phase === 'unavailable' && (
        <Banner tone="warn" icon={HardDrive}>
          {t('library.listUnavailable')}
        </Banner>
      )}
      {isEmpty && <EmptyLibrary create={create} isCreating={isCreating} isKept={phase === 'ready'} />}
      {phase === 'loading' && <LoadingList />}
      {entries.length > 0 && (
        <LibrarySearch>
          <DocumentList entries={entries} />
        </LibrarySearch>
      )}
    </main>
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
