import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { LibraryPage } from '../library-page/LibraryPage.tsx';
import { libraryPath, routePatterns } from '../routes.ts';
import { LinkDialogPart } from './LinkDialogPart.tsx';

/** The address that another device shows: the list, and the question about linking over it. */
export function LinkPage() {
  const [, navigate] = useLocation();
  // Read once, and forgotten by the address: a code does not belong in the browser's history.
  const [code] = useState(() => location.hash.slice(1));
  useEffect(() => history.replaceState(history.state, '', routePatterns.link), []);
  return (
    <>
      <LibraryPage place={{ name: 'all' }} />
      <LinkDialogPart view={{ name: 'enter', code }} onClose={() => navigate(libraryPath(), { replace: true })} />
    </>
  );
}
