/** A character that takes room and shows nothing. `fixed`: no line may break there. */
export interface Invisible {
  readonly kind: 'space' | 'fixed';
  readonly node: Text;
  readonly offset: number;
}

const pattern = /[ \t\u00a0\u202f]/g;

/** What cannot be seen in the words of these blocks, in their order, at most so many. */
export function findInvisibles(blocks: Iterable<Element>, most: number): readonly Invisible[] {
  const found: Invisible[] = [];
  for (const block of blocks) {
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      if (!(node instanceof Text) || isDrawn(node)) continue;
      for (const { 0: character, index } of node.data.matchAll(pattern)) {
        if (found.length === most) return found;
        found.push({ kind: character === ' ' || character === '\t' ? 'space' : 'fixed', node, offset: index });
      }
    }
  }
  return found;
}

/** The names at the carets of others are no part of the text. */
const isDrawn = (node: Text): boolean => node.parentElement?.closest('.ProseMirror-widget') != null;
