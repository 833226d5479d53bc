import { Fragment, type Node, type NodeRange } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { selectedBlocks } from './selected-blocks.ts';

/** Up or down. */
export type Direction = -1 | 1;

/** Whether the selected blocks have a neighbour to change places with in what they stand in: a list, a quote, the page. */
export function canMoveBlocks(state: EditorState, direction: Direction): boolean {
  const range = selectedBlocks(state);
  return range !== undefined && neighbourOf(range, direction) !== undefined;
}

/**
 * Moves the selected blocks past their neighbour, by taking the neighbour out and putting it in on their other side: two
 * changes, because in one the shared document would see each block become the other, and what somebody types in one
 * meanwhile would end up in the other. The caret and the selection stay where they are. Says whether anything moved.
 */
export function moveBlocks(view: EditorView, direction: Direction): boolean {
  const range = selectedBlocks(view.state);
  const neighbour = range && neighbourOf(range, direction);
  if (range === undefined || neighbour === undefined) return false;
  const { start, end } = range;
  const from = direction < 0 ? start - neighbour.nodeSize : end;
  const before = view.state.doc;
  view.dispatch(view.state.tr.delete(from, from + neighbour.nodeSize));
  // What a newer version wrote is not removed, and must not be there twice.
  if (view.state.doc.content.size !== before.content.size - neighbour.nodeSize) return false;
  const to = direction < 0 ? end - neighbour.nodeSize : start;
  view.dispatch(view.state.tr.insert(to, neighbour).scrollIntoView());
  return true;
}

function neighbourOf({ parent, startIndex, endIndex }: NodeRange, direction: Direction): Node | undefined {
  const index = direction < 0 ? startIndex - 1 : endIndex;
  const neighbour = parent.maybeChild(index);
  if (neighbour === null) return undefined;
  const others = parent.children.filter((_, at) => at !== index);
  const moved = others.toSpliced(direction < 0 ? endIndex - 1 : startIndex, 0, neighbour);
  const isAllowed = [others, moved].every((children) => parent.type.validContent(Fragment.from(children)));
  return isAllowed ? neighbour : undefined;
}
