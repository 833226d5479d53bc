import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import type { Library } from '../library/library.ts';
import { dismissNotice } from './notices.ts';
import { tellDone } from './tell-done.ts';

/** Puts documents in the trash, and offers to put them back. */
export function trashDocuments(library: Library, ids: readonly DocumentId[]): void {
  library.trash(ids);
  tellTrashed(library, ids);
}

/** Says that documents are in the trash, with a way back. */
export function tellTrashed(library: Library, ids: readonly DocumentId[]): void {
  const [first] = ids;
  const title = titleOf(library, first);
  tellDone('trashed', i18next.t('trash.done', { count: ids.length, title }), {
    label: i18next.t('trash.putBack'),
    run: () => {
      library.putBack(ids);
      dismissNotice('trashed');
    },
  });
}

export const titleOf = (library: Library, id: DocumentId | undefined): string =>
  (id === undefined ? '' : library.find(id)?.title.trim()) || i18next.t('common.untitled');
