import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { searchPalette } from '../lazy-parts.ts';
import { MissingPart } from '../MissingPart.tsx';
import { usePart } from '../part.ts';
import { closePalette, openPalette, useIsPaletteOpen } from './palette-state.ts';

/** The search over any page, opened by Ctrl+K or Cmd+K wherever nobody else needs the key. */
export function SearchPaletteHost() {
  useSearchKey();
  return useIsPaletteOpen() ? <OpenPalette /> : null;
}

function OpenPalette() {
  const { t } = useTranslation();
  const part = usePart(searchPalette);
  switch (part.name) {
    case 'loading':
      return null;
    case 'missing':
      return (
        <Dialog title={t('search.title')} closeLabel={t('common.close')} isOpen onClose={closePalette}>
          <MissingPart onRetry={() => void searchPalette.load()} />
        </Dialog>
      );
    case 'loaded':
      return <part.value onClose={closePalette} />;
  }
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
