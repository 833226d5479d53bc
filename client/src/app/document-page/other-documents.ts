import type { DocumentId } from '@ecritoire/shared';
import i18next from 'i18next';
import type { KnownDocument, OtherDocuments } from '../../editor/inline/document-link/other-documents.ts';
import type { LibraryEntry } from '../../library/entries.ts';
import type { Library } from '../../library/library.ts';
import { createListedDocument } from '../create-listed-document.ts';
import { filterEntries } from '../library-page/filter-entries.ts';
import { documentUrl } from '../routes.ts';

/** What the text of a document is told about the person's other documents: what their list says. */
export function createOtherDocuments(
  library: Library,
  options: { readonly besides: DocumentId; readonly open: (id: DocumentId) => void },
): OtherDocuments {
  const others = () => library.getSnapshot().entries.filter(({ id }) => id !== options.besides);
  return {
    find(id) {
      const entry = library.find(id);
      if (entry !== undefined) return toKnown(entry);
      return library.getSnapshot().phase === 'loading' ? 'unknown' : 'absent';
    },
    search(text, limit) {
      const found = filterEntries(others(), text, i18next.language).map(toKnown);
      return (text === '' ? found : startingFirst(found, text)).slice(0, limit);
    },
    subscribe: library.subscribe,
    addressOf: documentUrl,
    get untitled() {
      return i18next.t('common.untitled');
    },
    open: options.open,
    create: (title) =>
      createListedDocument(library, (doc) => {
        doc.getText('title').insert(0, title);
      }),
  };
}

const toKnown = ({ id, title, trashedAt }: LibraryEntry): KnownDocument => ({
  id,
  title,
  isTrashed: trashedAt !== undefined,
});

/** What begins like what was typed is most likely meant; among equals the order stays. */
function startingFirst(documents: readonly KnownDocument[], text: string): readonly KnownDocument[] {
  const collator = new Intl.Collator(i18next.language, { sensitivity: 'base', usage: 'search' });
  const rank = ({ title }: KnownDocument) => (collator.compare(title.trim().slice(0, text.length), text) === 0 ? 0 : 1);
  return documents.toSorted((one, other) => rank(one) - rank(other));
}
