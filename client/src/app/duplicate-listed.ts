import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import type { Library } from '../library/library.ts';
import { duplicateDocument } from './duplicate-part.ts';
import { showNotice } from './notices.ts';
import { tellDone } from './tell-done.ts';

/** Makes a copy of a document, beside it in its folder and with its icon; says what came of it, with a way to the copy. */
export async function duplicateListed(library: Library, id: DocumentId, open: (copy: DocumentId) => void) {
  const part = await duplicateDocument.load();
  const { t } = i18next;
  const fail = (reason: string) =>
    showNotice({ id: 'duplicate', text: t('duplicate.failed', { reason }), isBrief: false });
  if (!part.ok) return fail(t('missingPart.title'));
  const copied = await part.value(id, {
    language: i18next.language,
    nameCopy: (title) => t('duplicate.title', { title: title.trim() || t('common.untitled') }),
  });
  if (!copied.ok) {
    switch (copied.error) {
      case 'absent':
      case 'update-needed':
        return fail(t(`duplicate.${copied.error}`));
      default:
        return fail(t(`failure.${copied.error}`));
    }
  }
  library.addCopy(copied.value.id, id, copied.value.title);
  tellDone('duplicate', t('duplicate.done', { title: copied.value.title }), {
    label: t('library.open'),
    run: () => open(copied.value.id),
  });
}
