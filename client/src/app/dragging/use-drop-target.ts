import i18next from 'i18next';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { type FolderId, pathTo } from '../../library/folders.ts';
import type { Library } from '../../library/library.ts';
import { useLibrary } from '../library-context.ts';
import { tellDone } from '../tell-done.ts';
import { trashDocuments } from '../trash-documents.ts';
import { type DraggedThings, draggedOver, droppedThings } from './dragged-things.ts';

/** Where things can be let go, and what that does. */
export type DropTarget = 'top' | 'pinned' | 'trash' | { readonly folderId: FolderId };

/** A pause over something that is closed opens it. */
const opensAfterMs = 700;

/**
 * Lets documents and folders be dropped on an element. Give it the returned properties; `data-drop-over` is there while
 * something hovers that it takes. `opened`: something stayed over it.
 */
export function useDropTarget(target: DropTarget | undefined, opened?: () => void) {
  const library = useLibrary();
  const [isOver, setIsOver] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const leave = () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    setIsOver(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  if (target === undefined) return {};
  return {
    'data-drop-over': isOver ? true : undefined,
    onDragOver(event: DragEvent) {
      const things = draggedOver(event);
      if (things === undefined || (things !== 'unknown' && !takes(library, target, things))) return;
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = 'move';
      setIsOver(true);
      if (opened !== undefined) timer.current ??= setTimeout(opened, opensAfterMs);
    },
    onDragLeave(event: DragEvent) {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) leave();
    },
    onDrop(event: DragEvent) {
      leave();
      const things = droppedThings(event);
      if (things === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      if (takes(library, target, things)) drop(library, target, things);
    },
  };
}

function takes(library: Library, target: DropTarget, { documents, folders }: DraggedThings): boolean {
  if (documents.length + folders.length === 0) return false;
  if (target === 'pinned' || target === 'trash') return folders.length === 0;
  if (target === 'top') return true;
  const path = pathTo(library.getSnapshot().folders, target.folderId).map(({ id }) => id);
  return !folders.some((id) => path.includes(id));
}

function drop(library: Library, target: DropTarget, { documents, folders }: DraggedThings): void {
  switch (target) {
    case 'trash':
      trashDocuments(library, documents);
      break;
    case 'pinned':
      library.pin(documents, true);
      tellDone('pinned', i18next.t('pin.pinned'));
      break;
    default:
      moveTo(library, target === 'top' ? undefined : target.folderId, { documents, folders });
  }
}

/** Out of the trash too: who drags something from there into a folder wants to find it in it. */
function moveTo(library: Library, folderId: FolderId | undefined, { documents, folders }: DraggedThings): void {
  library.moveDocuments(documents, folderId);
  const trashed = documents.filter((id) => library.find(id)?.trashedAt !== undefined);
  if (trashed.length > 0) library.putBack(trashed);
  for (const id of folders) library.moveFolder(id, folderId);
  const name = folderId && library.getSnapshot().folders.get(folderId)?.name;
  const folder = name || i18next.t('folder.untitled');
  tellDone('moved', folderId === undefined ? i18next.t('move.doneTop') : i18next.t('move.done', { folder }));
}
