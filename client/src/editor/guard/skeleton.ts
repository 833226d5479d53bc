import type { Node } from '@tiptap/pm/model';

/**
 * Whether a node is, or holds, an unknown part. Such a node is an anchor: the element behind it must stay, because the
 * unknown part is in it and can be neither moved nor copied without being remade.
 */
export type IsAnchor = (node: Node) => boolean;

/** For nodes whose unknown parts are of the kinds in `names`; remembers its answers. */
export function createIsAnchor(names: ReadonlyMap<string, unknown>): IsAnchor {
  const answers = new WeakMap<Node, boolean>();
  return function isAnchor(node): boolean {
    if (node.isText) return false;
    const known = answers.get(node);
    if (known !== undefined) return known;
    const answer = names.has(node.type.name) || node.children.some(isAnchor);
    answers.set(node, answer);
    return answer;
  };
}

/**
 * Whether two versions of a document have the very same unknown parts, in the same order and in blocks of the same
 * type. What is between them may differ in every way.
 */
export function hasSameSkeleton(before: Node, after: Node, isAnchor: IsAnchor, isForeign: IsAnchor): boolean {
  if (before === after) return true;
  const ours = before.children.filter(isAnchor);
  const theirs = after.children.filter(isAnchor);
  return (
    ours.length === theirs.length &&
    ours.every((one, index) => {
      const other = theirs[index];
      if (other === undefined) return false;
      if (one === other) return true;
      return !isForeign(one) && one.type === other.type && hasSameSkeleton(one, other, isAnchor, isForeign);
    })
  );
}
