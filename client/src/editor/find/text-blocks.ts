import type { Node } from '@tiptap/pm/model';

/** A block of text, and the position of its first character. */
export interface TextBlock {
  readonly node: Node;
  readonly start: number;
}

/** The blocks of text between two positions, in order. */
export function* textBlocksIn(doc: Node, from = 0, to = doc.content.size): Generator<TextBlock> {
  yield* textBlocksOf(doc, 0, from, to);
}

function* textBlocksOf(parent: Node, start: number, from: number, to: number): Generator<TextBlock> {
  let at = start;
  for (const node of parent.children) {
    const end = at + node.nodeSize;
    if (end > from && at < to) {
      if (node.isTextblock) yield { node, start: at + 1 };
      // What this version does not know is closed.
      else if (!node.isAtom) yield* textBlocksOf(node, at + 1, from, to);
    }
    at = end;
  }
}

/** Its words as one string, in which every character is where it is in the block. */
export const textOf = (block: Node): string =>
  block.textBetween(0, block.content.size, null, (leaf) => (leaf.type.name === 'hardBreak' ? '\n' : '\ufffc'));
