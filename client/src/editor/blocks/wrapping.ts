import type { Command } from '@tiptap/core';
import { NodeRange, type NodeType } from '@tiptap/pm/model';
import type { Transaction } from '@tiptap/pm/state';
import { findWrapping, liftTarget } from '@tiptap/pm/transform';

/**
 * Puts the selected blocks into a block of that name, or takes them out of the innermost one they are in. Where it may
 * not be (at the beginning of an item of a list), it goes around what is there: the whole list. Tiptap's own wraps nothing then,
 * and takes the text out of the list instead.
 */
export const toggleWrapper =
  (name: string): Command =>
  ({ tr, state, dispatch }) => {
    const type = state.schema.nodes[name];
    if (type === undefined) return false;
    const change = takeOut(tr, type) ?? putIn(tr, type);
    if (change !== undefined && dispatch !== undefined) change();
    return change !== undefined;
  };

function takeOut(tr: Transaction, type: NodeType): (() => void) | undefined {
  const { $from, $to } = tr.selection;
  for (let depth = $from.sharedDepth($to.pos); depth > 0; depth -= 1) {
    if ($from.node(depth).type !== type) continue;
    const range = new NodeRange($from, $to, depth);
    const target = liftTarget(range);
    return target === null ? undefined : () => tr.lift(range, target);
  }
  return undefined;
}

function putIn(tr: Transaction, type: NodeType): (() => void) | undefined {
  const { $from, $to } = tr.selection;
  for (let depth = $from.blockRange($to)?.depth ?? -1; depth >= 0; depth -= 1) {
    const range = new NodeRange($from, $to, depth);
    const wrapping = findWrapping(range, type);
    if (wrapping !== null) return () => tr.wrap(range, wrapping);
  }
  return undefined;
}
