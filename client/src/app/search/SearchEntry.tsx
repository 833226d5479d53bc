import { Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatShortcut, toAriaShortcut } from '../../editor/shortcut.ts';
import { Button } from '../../ui/Button.tsx';
import { openPalette } from './palette-state.ts';
import './search.css';

const keys = 'Mod-k';

/** The way to search in the sidebar. */
export function SearchEntry({ onLeave }: { readonly onLeave: (() => void) | undefined }) {
  const { t } = useTranslation();
  const open = () => {
    onLeave?.();
    openPalette();
  };
  return (
    <Button kind="quiet" onPress={open} aria-keyshortcuts={toAriaShortcut(keys)}>
      <Search className="icon" aria-hidden />
      {t('search.title')}
      <kbd className="search-entry__keys" aria-hidden>
        {formatShortcut(keys)}
      </kbd>
    </Button>
  );
}
