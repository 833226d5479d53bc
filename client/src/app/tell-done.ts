import { announcements } from './announcements.ts';
import { type Notice, showNotice } from './notices.ts';

/** Says in passing that something was done, to the eye and to the ear. */
export function tellDone(id: string, text: string, action?: Notice['action']): void {
  showNotice({ id, text, isBrief: true, ...(action && { action }) });
  announcements.announce(id, text);
}
