import type { Command } from '@tiptap/core';
import { type Attrs, type Node, NodeRange, type NodeType } from '@tiptap/pm/model';
import type { Selection, Transaction } from '@tiptap/pm/state';
import { findWrapping, liftTarget } from '@tiptap/pm/transform';

/**
 * Puts the selected blocks into a block of that name, or takes them out of the innermost one they are in. Where it may
 * not be (at the beginning of an item of a list), it goes around what is there: the whole list. Tiptap's own wraps nothing then,
 * and takes the text out of the list instead.
 */
export const toggleWrapper =
  (name: string, attributes?: Attrs): Command =>
  ({ tr, state, dispatch }) => {
    const type = state.schema.nodes[name];
    if (type === undefined) return false;
    const change = takeOut(tr, name) ?? putIn(tr, type, attributes);
    if (change !== undefined && dispatch !== undefined) change();
    return change !== undefined;
  };

/** The innermost block of that name around all that is selected. */
export function findWrapper(
  { $from, $to }: Selection,
  name: string,
): { readonly node: Node; readonly position: number; readonly depth: number } | undefined {
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type.name === name) return { node, position: $from.before(depth), depth };
  }
  return undefined;
}

function takeOut(tr: Transaction, name: string): (() => void) | undefined {
  const found = findWrapper(tr.selection, name);
  if (found === undefined) return undefined;
  const range = new NodeRange(tr.selection.$from, tr.selection.$to, found.depth);
  const target = liftTarget(range);
  return target === null ? undefined : () => tr.lift(range, target);
}

function putIn(tr: Transaction, type: NodeType, attributes: Attrs | undefined): (() => void) | undefined {
  const { $from, $to } = tr.selection;
  for (let depth = $from.blockRange($to)?.depth ?? -1; depth >= 0; depth -= 1) {
    const range = new NodeRange($from, $to, depth);
    const wrapping = findWrapping(range, type, attributes);
    if (wrapping !== null) return () => tr.wrap(range, wrapping);
  }
  return undefined;
}
