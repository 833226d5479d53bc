import type { DocumentId } from '@ecritoire/shared';
import { type ReactNode, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Route, Switch, useLocation } from 'wouter';
import { isFolderId } from '../library/folders.ts';
import type { Library } from '../library/library.ts';
import type { Search } from '../search/search.ts';
import { PaperSkeleton } from './document-page/PaperSkeleton.tsx';
import { TopBar } from './document-page/TopBar.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { FileOpening } from './files/FileOpening.tsx';
import { documentPage } from './lazy-parts.ts';
import { LibraryContext } from './library-context.ts';
import { DialogHost } from './library-dialogs/DialogHost.tsx';
import { LibraryPage } from './library-page/LibraryPage.tsx';
import { LinkPage } from './linking/LinkPage.tsx';
import { MissingPart } from './MissingPart.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { Notices } from './Notices.tsx';
import type { NewVersion } from './new-version/new-version.ts';
import { NewVersionContext } from './new-version/new-version-context.ts';
import { usePart } from './part.ts';
import { parseDocumentId, routePatterns } from './routes.ts';
import { SettingsDialog } from './SettingsDialog.tsx';
import { SearchPaletteHost } from './search/SearchPaletteHost.tsx';
import { SearchContext } from './search-context.ts';
import { noteNavigation } from './use-focus-on-arrival.ts';
import { useRegionKey } from './use-region-key.ts';

/** All of Écritoire in a page. */
export function App(props: { readonly library: Library; readonly search: Search; readonly newVersion: NewVersion }) {
  const { library, search, newVersion } = props;
  const { i18n } = useTranslation();
  useRegionKey();
  // From here on the page speaks for itself when something fails.
  useEffect(() => document.getElementById('not-started')?.remove(), []);
  return (
    <I18nProvider locale={i18n.language}>
      <LibraryContext value={library}>
        <SearchContext value={search}>
          <NewVersionContext value={newVersion}>
            <ErrorBoundary>
              <Pages />
              <SearchPaletteHost />
              <FileOpening />
              <DialogHost />
              <SettingsDialog />
              <Notices />
            </ErrorBoundary>
          </NewVersionContext>
        </SearchContext>
      </LibraryContext>
    </I18nProvider>
  );
}

function Pages() {
  const [path] = useLocation();
  useEffect(() => () => noteNavigation(), [path]);
  return (
    <Switch>
      <Route path={routePatterns.library}>
        <LibraryPage key="all" place={{ name: 'all' }} />
      </Route>
      <Route path={routePatterns.pinned}>
        <LibraryPage key="pinned" place={{ name: 'pinned' }} />
      </Route>
      <Route path={routePatterns.recent}>
        <LibraryPage key="recent" place={{ name: 'recent' }} />
      </Route>
      <Route path={routePatterns.trash}>
        <LibraryPage key="trash" place={{ name: 'trash' }} />
      </Route>
      <Route path={routePatterns.folder}>{({ id }) => <FolderRoute id={id} />}</Route>
      <Route path={routePatterns.document}>{({ id }) => <DocumentRoute text={id} />}</Route>
      <Route path={routePatterns.link} component={LinkPage} />
      <Route component={NotFoundPage} />
    </Switch>
  );
}

function FolderRoute({ id }: { readonly id: string }) {
  return isFolderId(id) ? <LibraryPage key={id} place={{ name: 'folder', id }} /> : <NotFoundPage />;
}

function DocumentRoute({ text }: { readonly text: string }) {
  const id = parseDocumentId(text);
  const page = usePart(documentPage);
  if (id === undefined) return <NotFoundPage />;
  switch (page.name) {
    case 'loading':
      return (
        <DocumentFrame id={id}>
          <PaperSkeleton />
        </DocumentFrame>
      );
    case 'missing':
      return (
        <DocumentFrame id={id}>
          <MissingPart onRetry={() => void documentPage.load()} />
        </DocumentFrame>
      );
    case 'loaded':
      return <page.value key={id} id={id} />;
  }
}

/** The frame of a document while the editor's code is on its way, or if it never comes. */
function DocumentFrame({ id, children }: { readonly id: DocumentId; readonly children: ReactNode }) {
  return (
    <Frame sidebar={{ current: { documentId: id } }}>
      {(sidebar) => (
        <>
          <TopBar sidebar={sidebar} title="" />
          <main className="document" id="content">
            {children}
          </main>
        </>
      )}
    </Frame>
  );
}
