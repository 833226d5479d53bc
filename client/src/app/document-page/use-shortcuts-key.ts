import { useEffect, useRef } from 'react';

const isTypedInto = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

/** F1 anywhere, and "?" where nobody is writing. */
export function useShortcutsKey(onAsk: () => void): void {
  const latest = useRef(onAsk);
  useEffect(() => {
    latest.current = onAsk;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isAsked = event.key === 'F1' || (event.key === '?' && !isTypedInto(event.target));
      if (!isAsked || event.defaultPrevented) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
