import { useState } from 'react';
import { useLocation } from 'wouter';
import type * as Y from 'yjs';
import type { FolderId } from '../library/folders.ts';
import { createListedDocument } from './create-listed-document.ts';
import { useLibrary } from './library-context.ts';
import { documentPath, type RouteState } from './routes.ts';

/** Creates a document, with the content that `fill` gives it, and opens it. One at a time, however often it is asked. */
export function useCreateDocument() {
  const library = useLibrary();
  const [, navigate] = useLocation();
  const [isCreating, setIsCreating] = useState(false);
  const create = async (fill?: (doc: Y.Doc) => void, folderId?: FolderId): Promise<void> => {
    if (isCreating) return;
    setIsCreating(true);
    const id = await createListedDocument(library, fill, folderId);
    setIsCreating(false);
    if (id === undefined) return;
    const state: RouteState = { isNew: true };
    navigate(documentPath(id), { state });
  };
  return { create, isCreating };
}
