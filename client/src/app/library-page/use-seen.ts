import { type RefObject, useEffect, useState } from 'react';

/** What only passes by while one scrolls is not seen. */
const seenAfterMs = 150;

/** Whether an element has been in view for a moment, since it is shown. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    if (isSeen || element.current === null) return undefined;
    let dwelling: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver((changes) => {
      clearTimeout(dwelling);
      if (changes.at(-1)?.isIntersecting === true) dwelling = setTimeout(() => setIsSeen(true), seenAfterMs);
    });
    observer.observe(element.current);
    return () => {
      clearTimeout(dwelling);
      observer.disconnect();
    };
  }, [element, isSeen]);
  return isSeen;
}
