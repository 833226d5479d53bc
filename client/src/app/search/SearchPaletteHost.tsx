import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { actionsSign } from '../actions/find-actions.ts';
import { searchPalette } from '../lazy-parts.ts';
import { PartDialog } from '../PartDialog.tsx';
import { closePalette, openPalette, takeAfterwards, useOpenPalette } from './palette-state.ts';

/**
 * The search over any page, opened by Ctrl+K or Cmd+K wherever nobody else needs the key; with the actions, by Ctrl+/ or
 * Cmd+/, in the text too.
 */
export function SearchPaletteHost() {
  useSearchKey();
  const open = useOpenPalette();
  const isOpen = open !== undefined;
  useEffect(() => {
    if (!isOpen) takeAfterwards()?.();
  }, [isOpen]);
  return isOpen ? <OpenPalette text={open.text} /> : null;
}

function OpenPalette({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  return (
    <PartDialog part={searchPalette} title={t('search.title')} onClose={closePalette} given={{ startText: text }} />
  );
}

/** In the text the key makes a link of what is selected; only where nothing is, it comes here. */
function useSearchKey(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
      // On many keyboards the slash needs Shift.
      const isForActions = event.key === '/';
      if (!isForActions && (event.shiftKey || event.key !== 'k')) return;
      // The browser's own would leave the page.
      event.preventDefault();
      if (document.querySelector('[role=dialog], [role=alertdialog]') !== null) return;
      openPalette(isForActions ? actionsSign : '');
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
