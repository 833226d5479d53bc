import { useEffect } from 'react';

/**
 * Tells the style sheet how much of the page a keyboard on the screen covers (`--keyboard-height`), where the browser
 * does not make the page smaller by itself (Safari on iOS).
 */
export function useKeyboardHeight(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const measure = () => {
      const covered = Math.max(0, window.innerHeight - viewport.height - viewport.offsetTop);
      // Zooming also makes the visible part smaller, but covers nothing.
      const height = viewport.scale > 1.01 ? 0 : covered;
      document.documentElement.style.setProperty('--keyboard-height', `${height}px`);
    };
    viewport.addEventListener('resize', measure);
    viewport.addEventListener('scroll', measure);
    return () => {
      viewport.removeEventListener('resize', measure);
      viewport.removeEventListener('scroll', measure);
    };
  }, []);
}
