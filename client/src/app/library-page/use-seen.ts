import { type RefObject, useEffect, useState } from 'react';

/** What only passes by while one scrolls is not seen. */
const seenAfterMs = 150;

/** Whether an element has been in view, and nothing was scrolled, for a moment since it is shown. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (isSeen || element.current === null) return undefined;
    let dwelling: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(dwelling);
      removeEventListener('scroll', dwell);
    };
    function dwell(): void {
      clearTimeout(dwelling);
      dwelling = setTimeout(() => setIsSeen(true), seenAfterMs);
    }
    const observer = new IntersectionObserver((changes) => {
      leave();
      if (changes.at(-1)?.isIntersecting !== true) return;
      dwell();
      addEventListener('scroll', dwell, { passive: true });
    });
    observer.observe(element.current);
    return () => {
      leave();
      observer.disconnect();
    };
  }, [element, isSeen]);
  return isSeen;
}
