import type { KeyboardEvent } from 'react';

/**
 * What the arrows do on a link of the tree: up and down to the next one that is shown, right opens a folder or goes into
 * it, left closes it or goes out of it. Tab goes on through everything as anywhere else.
 */
export function moveInTree(event: KeyboardEvent<HTMLElement>): void {
  const { currentTarget: link, key } = event;
  const links = [...(link.closest('.folders')?.querySelectorAll<HTMLElement>('a') ?? [])];
  const target = links[links.indexOf(link) + (key === 'ArrowUp' ? -1 : 1)];
  const row = link.closest('li');
  const toggle = row?.querySelector<HTMLElement>(':scope > .folders__row > .folders__toggle');
  const isOpen = toggle?.getAttribute('aria-expanded') === 'true';
  switch (key) {
    case 'ArrowUp':
    case 'ArrowDown':
      target?.focus();
      break;
    case 'ArrowRight':
      if (isOpen) target?.focus();
      else toggle?.click();
      break;
    case 'ArrowLeft':
      if (isOpen) toggle?.click();
      else row?.parentElement?.closest('li')?.querySelector('a')?.focus();
      break;
    default:
      return;
  }
  event.preventDefault();
}
