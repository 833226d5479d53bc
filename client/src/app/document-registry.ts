import type { DocumentId } from '@ecritoire/shared';
import type { OpenDocument } from '../document/open-document.ts';

export interface DocumentRegistry {
  /** The open document of that id, opened if it is not. Cheap to ask again; `hold` it to keep it. */
  get(id: DocumentId, open: (id: DocumentId) => OpenDocument): OpenDocument;
  /** Keeps a document open until the returned function is called; the last one to let go closes it. */
  hold(document: OpenDocument): () => void;
  /** Resolves once everything typed in the documents of this page is on the device, and they are closed. */
  closeAll(): Promise<void>;
  readonly openDocuments: ReadonlyMap<DocumentId, OpenDocument>;
}

/**
 * The documents open in this page, outside React: a component may be drawn twice, or thrown away before it is shown,
 * and must get the same document each time (tiptap#6882).
 */
export function createDocumentRegistry(
  wait: (callback: () => void, ms: number) => unknown = (callback, ms) => setTimeout(callback, ms),
): DocumentRegistry {
  const openDocuments = new Map<DocumentId, OpenDocument>();
  const holdersByDocument = new WeakMap<OpenDocument, number>();

  const closeUnheld = (document: OpenDocument) => {
    if ((holdersByDocument.get(document) ?? 0) > 0 || openDocuments.get(document.id) !== document) return;
    openDocuments.delete(document.id);
    void document.close();
  };
  return {
    openDocuments,
    get(id, open) {
      const known = openDocuments.get(id);
      if (known !== undefined) return known;
      const document = open(id);
      openDocuments.set(id, document);
      // Drawn but never shown: nobody would ever let go of it.
      wait(() => closeUnheld(document), 30_000);
      return document;
    },
    hold(document) {
      holdersByDocument.set(document, (holdersByDocument.get(document) ?? 0) + 1);
      return () => {
        holdersByDocument.set(document, (holdersByDocument.get(document) ?? 1) - 1);
        // React lets go and holds again in one breath when it checks effects.
        wait(() => closeUnheld(document), 0);
      };
    },
    async closeAll() {
      const closing = [...openDocuments.values()].map((document) => document.close());
      openDocuments.clear();
      await Promise.all(closing);
    },
  };
}

/** The page's own. */
export const documents = createDocumentRegistry();
