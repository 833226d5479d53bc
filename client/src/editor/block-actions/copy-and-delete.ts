import { Fragment, type NodeRange } from '@tiptap/pm/model';
import { Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { nodesIn, selectedBlocks } from './selected-blocks.ts';

/** Writes the selected blocks once more below them, where the selection goes too. The copies are blocks with ids of their own. */
export function duplicateBlocks(view: EditorView): boolean {
  const { state } = view;
  const range = selectedBlocks(state);
  if (range === undefined) return false;
  const tr = state.tr.insert(range.end, Fragment.from(nodesIn(range)));
  const distance = range.end - range.start;
  const [$anchor, $head] = [state.selection.anchor, state.selection.head].map((at) => tr.doc.resolve(at + distance));
  if ($anchor !== undefined && $head !== undefined) tr.setSelection(TextSelection.between($anchor, $head));
  view.dispatch(tr.scrollIntoView());
  return true;
}

/** Takes the selected blocks away, with the list or the quote that would be left empty. The page keeps an empty line. */
export function deleteBlocks(view: EditorView): boolean {
  const { state } = view;
  const range = selectedBlocks(state);
  if (range === undefined) return false;
  const { start, end } = withEmptied(range);
  const isAll = start === 0 && end === state.doc.content.size;
  const line = isAll ? state.schema.nodes['paragraph']?.createAndFill() : undefined;
  const tr = line ? state.tr.replaceWith(start, end, line) : state.tr.delete(start, end);
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(start, tr.doc.content.size))));
  view.dispatch(tr.scrollIntoView());
  return true;
}

/** Together with what holds nothing else. */
function withEmptied({ $from, depth, parent, startIndex, endIndex, start, end }: NodeRange) {
  let around = depth;
  if (startIndex > 0 || endIndex < parent.childCount || depth === 0) return { start, end };
  while (around > 1 && $from.node(around - 1).childCount === 1) around -= 1;
  return { start: $from.before(around), end: $from.after(around) };
}
