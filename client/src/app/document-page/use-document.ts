import type { DocumentId } from '@ecritoire/shared';
import { type RefObject, useEffect, useLayoutEffect, useSyncExternalStore } from 'react';
import type * as Y from 'yjs';
import type { DocumentStatus } from '../../document/document-status.ts';
import { type OpenDocument, openDocument } from '../../document/open-document.ts';
import type { EditorHandle } from '../../editor/Editor.tsx';
import type { ForeignContent } from '../../editor/guard/foreign-content.ts';
import { documents } from '../document-registry.ts';
import { useLibrary } from '../library-context.ts';

/** A document open as long as this component is shown. */
export function useDocument(id: DocumentId): OpenDocument {
  const document = documents.get(id, openDocument);
  useEffect(() => documents.hold(document), [document]);
  return document;
}

/**
 * One thing about a document's status. The status changes several times with every key, so a component asks for no
 * more than it shows; `select` gives back a primitive, or an object that stays the same until it differs.
 */
export function useStatus<T>(document: OpenDocument, select: (status: DocumentStatus) => T): T {
  return useSyncExternalStore(document.subscribe, () => select(document.getStatus()));
}

/** Puts the document on the person's list, and keeps its line there up to date, while its text is shown. */
export function useListing({ id, doc }: OpenDocument, isReady: boolean): void {
  const library = useLibrary();
  useEffect(() => {
    if (!isReady) return;
    library.add(id);
    library.open(id);
    return library.follow(id, doc);
  }, [library, id, doc, isReady]);
}

/**
 * Takes the editor off the document in the very turn in which something arrives that it does not know: a moment later
 * its binding would have deleted it, for everybody (tiptap#6927). React alone would be too late. `foreign` is what the
 * editor was made for.
 */
export function useEditorGuard(
  document: OpenDocument,
  foreign: ForeignContent,
  editor: RefObject<EditorHandle | null>,
): void {
  useLayoutEffect(
    () =>
      document.subscribe(() => {
        const { phase } = document.getStatus();
        if (phase.name !== 'ready' || phase.foreign !== foreign) editor.current?.destroy();
      }),
    [document, foreign, editor],
  );
}

/** The language a document was created in, for screen readers and spelling; BCP 47. */
export function readDocumentLanguage(doc: Y.Doc, otherwise: string): string {
  const language: unknown = doc.getMap('meta').get('language');
  return typeof language === 'string' && /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.test(language) ? language : otherwise;
}
