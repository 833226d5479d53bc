import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import { announcements } from './announcements.ts';
import { showNotice } from './notices.ts';
import { documentUrl } from './routes.ts';

/** Puts the link to a document, or to a block of it, on the clipboard and says so. False where the browser does not allow it (plain HTTP, policy). */
export async function copyLink(id: DocumentId, blockId?: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(documentUrl(id, blockId));
  } catch {
    // The caller shows the link instead, for the person to copy by hand.
    return false;
  }
  const text = i18next.t('link.copied');
  showNotice({ id: 'link-copied', text, isBrief: true });
  announcements.announce('link', text);
  return true;
}
