import { type DocumentId, isDocumentId } from '@ecritoire/shared';
import type { DragEvent } from 'react';
import { type FolderId, isFolderId } from '../../library/folders.ts';

/** What a person drags: documents or folders of their own list. */
export interface DraggedThings {
  readonly documents: readonly DocumentId[];
  readonly folders: readonly FolderId[];
}

const dragType = 'application/x-ecritoire-library';

/** While something is dragged a browser says of what type it is, and only to the page it came from what it is. */
let dragged: DraggedThings | undefined;

/** A link stays a link for other programs; ours also hear what it stands for. */
export function startDrag(event: DragEvent, things: Partial<DraggedThings>): void {
  dragged = { documents: [], folders: [], ...things };
  event.dataTransfer.setData(dragType, JSON.stringify(dragged));
  event.dataTransfer.effectAllowed = 'all';
}

export function endDrag(): void {
  dragged = undefined;
}

/** Whether what is over a target is ours, and what it is where that is known: another window only tells when it is let go. */
export const draggedOver = ({ dataTransfer }: DragEvent): DraggedThings | 'unknown' | undefined =>
  dataTransfer.types.includes(dragType) ? (dragged ?? 'unknown') : undefined;

/** What was let go; `undefined` for what is not ours. */
export const droppedThings = ({ dataTransfer }: DragEvent): DraggedThings | undefined =>
  parseDragged(dataTransfer.getData(dragType));

/** Another window may be of another version, and another page can set any type. */
export function parseDragged(text: string): DraggedThings | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return undefined;
    const { documents, folders }: { readonly documents?: unknown; readonly folders?: unknown } = value;
    return { documents: listOf(documents, isDocument), folders: listOf(folders, isFolderId) };
  } catch {
    // Not ours.
    return undefined;
  }
}

const isDocument = (value: unknown): value is DocumentId => typeof value === 'string' && isDocumentId(value);

const listOf = <T>(value: unknown, isOne: (item: unknown) => item is T): readonly T[] =>
  Array.isArray(value) ? value.filter(isOne) : [];
