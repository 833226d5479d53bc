import type { AnchorHTMLAttributes, MouseEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';

/**
 * A link of the program for lists of thousands: unlike the router's own, it does not follow where the page is, which
 * costs four listeners each. A click that asks for another tab or window is the browser's.
 */
export function RowLink({
  href,
  ...props
}: AnchorHTMLAttributes<HTMLAnchorElement> & { readonly href: string; readonly 'data-testid'?: string }) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    navigate(href);
  };
  return <a {...props} href={href} onClick={follow} />;
}
