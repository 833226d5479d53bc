import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** The Yjs element of the block at a position of the text. Blocks are nested alike in both, so the way down is the same. */
export function elementAt(content: Y.XmlFragment, doc: Node, pos: number): Y.XmlElement | undefined {
  const $pos = doc.resolve(pos);
  let parent = content;
  for (let depth = 0; depth <= $pos.depth; depth++) {
    const child: unknown = parent.get($pos.index(depth));
    if (!(child instanceof Y.XmlElement)) return undefined;
    parent = child;
  }
  return parent instanceof Y.XmlElement ? parent : undefined;
}

/** The position just before the block of a Yjs element; `undefined` when the text does not hold it. */
export function positionOf(content: Y.XmlFragment, doc: Node, element: Y.XmlElement): number | undefined {
  let parent: Node = doc;
  let pos = 0;
  for (const index of pathTo(content, element)) {
    const child = parent.maybeChild(index);
    if (child === null) return undefined;
    for (let before = 0; before < index; before++) pos += parent.child(before).nodeSize;
    parent = child;
    pos += 1;
  }
  return pos === 0 ? undefined : pos - 1;
}

function pathTo(content: Y.XmlFragment, element: Y.XmlElement): number[] {
  const path: number[] = [];
  for (let at: unknown = element; at instanceof Y.XmlElement; at = at.parent) {
    const { parent } = at;
    if (!(parent instanceof Y.XmlFragment)) return [];
    path.unshift(parent.toArray().indexOf(at));
    if (parent === content) return path;
  }
  return [];
}
