import { getPreferences, subscribeToPreferences } from './preferences.ts';

const barColors = { light: '#f6f6f3', dark: '#13151c' } as const;

/** Keeps the page in the chosen theme, the browser's own bar included. */
export function applyTheme(): void {
  const apply = ({ theme }: { readonly theme: string }) => {
    document.documentElement.dataset['theme'] = theme;
    const bars = document.querySelectorAll<HTMLMetaElement>('meta[name=theme-color]');
    for (const bar of bars) {
      const own = bar.media.includes('dark') ? 'dark' : 'light';
      bar.content = barColors[theme === 'light' || theme === 'dark' ? theme : own];
    }
  };
  apply(getPreferences());
  subscribeToPreferences(apply);
}
