import type { Node, NodeRange } from '@tiptap/pm/model';
import { AllSelection, type EditorState } from '@tiptap/pm/state';
import { blockKinds } from '../block-ids/block-id-attribute.ts';

/** What moves as a whole: an item goes with all that is in it, a table with its cells. */
const wholes = new Set(['item', 'table', 'row', 'cell']);

const holdsBlocks = ({ type }: Node): boolean => !wholes.has(blockKinds.get(type.name) ?? '');

/**
 * The blocks that an action is for: the one with the caret, or all that the selection touches, as neighbours in what they
 * stand in. Of a list its items, of a table the table.
 */
export function selectedBlocks({ selection, doc }: EditorState): NodeRange | undefined {
  const { $from, $to } = selection;
  if (selection instanceof AllSelection) return doc.resolve(0).blockRange(doc.resolve(doc.content.size)) ?? undefined;
  return $from.blockRange($to, holdsBlocks) ?? undefined;
}

/** The blocks themselves, in order. */
export const nodesIn = ({ parent, startIndex, endIndex }: NodeRange): readonly Node[] =>
  parent.children.slice(startIndex, endIndex);
