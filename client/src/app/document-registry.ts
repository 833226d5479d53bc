import type { DocumentId } from '@ecritoire/shared';
import type { OpenDocument } from '../document/open-document.ts';

export interface DocumentRegistry {
  /** The open document of that id, opened if it is not. Cheap to ask again; `hold` it to keep it. */
  get(id: DocumentId, open: (id: DocumentId) => OpenDocument): OpenDocument;
  /** The document if it is open; asking opens nothing. */
  find(id: DocumentId): OpenDocument | undefined;
  /**
   * Keeps a document open until the returned function is called; the last one to let go closes it, unless its text is
   * in memory only: then it stays open until the device has stored it.
   */
  hold(document: OpenDocument): () => void;
  /** Whether the page holds text that is nowhere else. */
  hasTextOnlyHere(): boolean;
  /** Whether the page holds text that the device refuses to store, be it on the relay or not. */
  hasUnstoredText(): boolean;
  /** Whether every change made in this page up to now is on the device. */
  isEverythingStored(): boolean;
  /** Whether somebody waits for a document to appear. */
  isOpening(): boolean;
  /** Calls back when one of these may have changed. */
  subscribe(listener: () => void): () => void;
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
  const closing = new Set<OpenDocument>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  const closeUnheld = (document: OpenDocument) => {
    if ((holdersByDocument.get(document) ?? 0) > 0 || openDocuments.get(document.id) !== document) return;
    if (isInMemoryOnly(document)) {
      const stop = document.subscribe(() => {
        if (isInMemoryOnly(document)) return;
        stop();
        closeUnheld(document);
      });
      return;
    }
    openDocuments.delete(document.id);
    closing.add(document);
    void document.close().finally(() => {
      closing.delete(document);
      changed();
    });
  };
  return {
    get(id, open) {
      const known = openDocuments.get(id);
      if (known !== undefined) return known;
      const document = open(id);
      openDocuments.set(id, document);
      document.subscribe(changed);
      // Drawn but never shown: nobody would ever let go of it.
      wait(() => closeUnheld(document), 30_000);
      return document;
    },
    find: (id) => openDocuments.get(id),
    hold(document) {
      holdersByDocument.set(document, (holdersByDocument.get(document) ?? 0) + 1);
      return () => {
        holdersByDocument.set(document, (holdersByDocument.get(document) ?? 1) - 1);
        // React lets go and holds again in one breath when it checks effects.
        wait(() => closeUnheld(document), 0);
      };
    },
    hasTextOnlyHere: () => [...openDocuments.values()].some(isInMemoryOnly),
    hasUnstoredText: () => [...openDocuments.values()].some(isRefused),
    isEverythingStored: () =>
      [...openDocuments.values(), ...closing].every((document) => document.getStatus().isStored),
    isOpening: () => [...openDocuments.values()].some(isAwaited),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isInMemoryOnly(document: OpenDocument): boolean {
  const { failure, isOnRelay } = document.getStatus();
  return holdsText(document) && failure !== undefined && !isOnRelay;
}

function isRefused(document: OpenDocument): boolean {
  const { failure, isOnRelay } = document.getStatus();
  // A private window stores nothing, ever: there the relay's copy is all that can be waited for.
  return holdsText(document) && failure !== undefined && !(isOnRelay && failure === 'unavailable');
}

function isAwaited(document: OpenDocument): boolean {
  const { phase } = document.getStatus();
  return phase.name === 'loading' || phase.name === 'fetching';
}

function holdsText(document: OpenDocument): boolean {
  const { phase } = document.getStatus();
  // Frozen for a newer version, it may still hold words from before.
  return phase.name === 'ready' || phase.name === 'update-needed';
}

/** Asks before the page is closed, whatever it shows, while it holds text that is nowhere else. */
export function askBeforeLosingText({ hasTextOnlyHere }: DocumentRegistry): void {
  addEventListener('beforeunload', (event) => {
    if (hasTextOnlyHere()) event.preventDefault();
  });
}

/** The page's own. */
export const documents = createDocumentRegistry();
