import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { searchPalette } from '../lazy-parts.ts';
import { PartDialog } from '../PartDialog.tsx';
import { closePalette, openPalette, useIsPaletteOpen } from './palette-state.ts';

/** The search over any page, opened by Ctrl+K or Cmd+K wherever nobody else needs the key. */
export function SearchPaletteHost() {
  useSearchKey();
  return useIsPaletteOpen() ? <OpenPalette /> : null;
}

function OpenPalette() {
  const { t } = useTranslation();
  return (
    <PartDialog
      part={searchPalette}
      title={t('search.title')}
      onClose={closePalette}
      given={{ onClose: closePalette }}
    />
  );
}

/** In the text the key makes a link of what is selected; only where nothing is, it comes here. */
function useSearchKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isSearch = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'k';
      if (!isSearch || event.defaultPrevented) return;
      // The browser's own would leave the page.
      event.preventDefault();
      if (document.querySelector('[role=dialog], [role=alertdialog]') === null) openPalette();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
