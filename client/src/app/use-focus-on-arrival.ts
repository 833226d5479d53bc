import { useEffect, useRef } from 'react';

/** Whether the page that is being shown was reached from another one of ours: the browser itself handles the first. */
let hasNavigated = false;

/** To be called when the address changes within the page. */
export function noteNavigation(): void {
  hasNavigated = true;
}

/** Moves the focus to the heading of a page one has just come to, so that it is read. */
export function useFocusOnArrival<T extends HTMLElement>() {
  const heading = useRef<T>(null);
  useEffect(() => {
    if (hasNavigated) heading.current?.focus({ preventScroll: true });
  }, []);
  return heading;
}
