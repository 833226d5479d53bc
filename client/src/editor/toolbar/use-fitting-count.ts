import { type RefObject, useLayoutEffect, useState } from 'react';

/** How many equally wide tools fit into an element beside what is always there, kept up to date. Widths in CSS pixels. */
export function useFittingCount(
  container: RefObject<HTMLElement | null>,
  { itemWidth, reservedWidth }: { readonly itemWidth: number; readonly reservedWidth: number },
): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = container.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [container]);
  return Math.max(0, Math.floor((width - reservedWidth) / itemWidth));
}
