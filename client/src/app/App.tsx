import { lazy, Suspense, useEffect } from 'react';
import { I18nProvider } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Route, Switch, useLocation } from 'wouter';
import type { Library } from '../library/library.ts';
import { PaperSkeleton } from './document-page/PaperSkeleton.tsx';
import { TopBar } from './document-page/TopBar.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Frame } from './Frame.tsx';
import { LibraryContext } from './library-context.ts';
import { LibraryPage } from './library-page/LibraryPage.tsx';
import { NotFoundPage } from './NotFoundPage.tsx';
import { Notices } from './Notices.tsx';
import { parseDocumentId, routePatterns } from './routes.ts';
import { noteNavigation } from './use-focus-on-arrival.ts';
import { useRegionKey } from './use-region-key.ts';

const loadDocumentPage = () => import('./document-page/DocumentPage.tsx');
const DocumentPage = lazy(loadDocumentPage);

/** All of Écritoire in a page. */
export function App({ library }: { readonly library: Library }) {
  const { i18n } = useTranslation();
  useEditorAhead();
  useRegionKey();
  return (
    <I18nProvider locale={i18n.language}>
      <LibraryContext value={library}>
        <ErrorBoundary>
          <Pages />
          <Notices />
        </ErrorBoundary>
      </LibraryContext>
    </I18nProvider>
  );
}

function Pages() {
  const [path] = useLocation();
  useEffect(() => () => noteNavigation(), [path]);
  return (
    <Switch>
      <Route path={routePatterns.library} component={LibraryPage} />
      <Route path={routePatterns.document}>{({ id }) => <DocumentRoute text={id} />}</Route>
      <Route component={NotFoundPage} />
    </Switch>
  );
}

function DocumentRoute({ text }: { readonly text: string }) {
  const id = parseDocumentId(text);
  if (id === undefined) return <NotFoundPage />;
  return (
    <Suspense fallback={<DocumentFrame id={id} />}>
      <DocumentPage key={id} id={id} />
    </Suspense>
  );
}

/** The frame of a document while the editor's code is on its way. */
function DocumentFrame({ id }: { readonly id: string }) {
  return (
    <Frame sidebar={{ current: { documentId: id } }}>
      {(sidebar) => (
        <>
          <TopBar sidebar={sidebar} title="" />
          <main className="document" id="content">
            <PaperSkeleton />
          </main>
        </>
      )}
    </Frame>
  );
}

/** Whoever looks at the list will open a document: its code is fetched while nothing else happens. */
function useEditorAhead(): void {
  useEffect(() => {
    const timer = setTimeout(() => void loadDocumentPage(), 1_500);
    return () => clearTimeout(timer);
  }, []);
}
