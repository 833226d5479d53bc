import i18next from 'i18next';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type * as Y from 'yjs';
import { createDocument } from '../document/create-document.ts';
import { askToPersist } from '../storage/device.ts';
import { useLibrary } from './library-context.ts';
import { showNotice } from './notices.ts';
import { documentPath, type RouteState } from './routes.ts';

/** Creates a document, with the content that `fill` gives it, and opens it. One at a time, however often it is asked. */
export function useCreateDocument() {
  const library = useLibrary();
  const [, navigate] = useLocation();
  const [isCreating, setIsCreating] = useState(false);
  const create = async (fill?: (doc: Y.Doc) => void): Promise<void> => {
    if (isCreating) return;
    setIsCreating(true);
    const created = await createDocument(i18next.language, fill);
    setIsCreating(false);
    if (!created.ok) {
      const reason = i18next.t(`failure.${created.error}`);
      showNotice({ id: 'creation-failed', text: i18next.t('library.creationFailed', { reason }), isBrief: false });
      return;
    }
    library.add(created.value);
    const state: RouteState = { isNew: true };
    navigate(documentPath(created.value), { state });
    // From the first document on there is something worth keeping.
    void askToPersist();
  };
  return { create, isCreating };
}
