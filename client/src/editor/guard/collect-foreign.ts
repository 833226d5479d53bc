import type { ForeignContent, ForeignMark, ForeignNode } from './foreign-content.ts';

/** Gathers, part by part, what a document holds that this version does not know, and what stands against showing it. */
export interface ForeignCollector {
  node(name: string, seen: SeenNode): void;
  mark(name: string, seen: SeenMark): void;
  attribute(owner: string, name: string): void;
  /** Something that no placeholder can stand for. */
  conflict(reason: string): void;
  /** `noForeignContent` itself when nothing was gathered. */
  result(): { readonly foreign: ForeignContent; readonly conflicts: readonly string[] };
}

export interface SeenNode {
  readonly isInline: boolean;
  readonly holds: ForeignNode['holds'];
  readonly attributes: readonly string[];
}

export interface SeenMark {
  readonly isOverlapping: boolean;
  readonly attributes: readonly string[];
}

/** A schema of thousands of made-up kinds would take seconds to build: past this somebody means harm. */
const mostParts = 300;
/** What ProseMirror, Tiptap and the DOM all take as a name. */
const possibleName = /^[A-Za-z][\w-]{0,63}$/;
/** The binding itself uses `ychange`, and `__proto__` is no key of a plain object. */
const impossibleAttributes = new Set(['ychange', '__proto__']);

/**
 * Starts from what was gathered before, because a part that was removed may come back by undoing. `isTaken` says
 * whether a name means something else in this editor already.
 */
export function createForeignCollector(before: ForeignContent, isTaken: (name: string) => boolean): ForeignCollector {
  const nodes = new Map(before.nodes);
  const marks = new Map(before.marks);
  const attributes = new Map(before.attributes);
  const conflicts = new Set<string>();
  let isGrown = false;

  const checkName = (kind: 'node' | 'mark', name: string) => {
    const isBoth = kind === 'node' ? marks.has(name) : nodes.has(name);
    if (!possibleName.test(name) || name === 'ychange' || isTaken(name) || isBoth) conflicts.add(`${kind}:${name}`);
    if (nodes.size + marks.size > mostParts) conflicts.add('parts:too-many');
  };
  const union = (owner: string, known: ReadonlySet<string> | undefined, seen: readonly string[]) => {
    for (const name of seen) if (impossibleAttributes.has(name)) conflicts.add(`attribute:${owner}.${name}`);
    const all = new Set([...(known ?? []), ...seen]);
    if (all.size > mostParts) conflicts.add('parts:too-many');
    if (all.size === (known?.size ?? 0)) return known ?? all;
    isGrown = true;
    return all;
  };

  return {
    node(name, seen) {
      const known = nodes.get(name);
      if (known !== undefined && known.isInline !== seen.isInline) conflicts.add(`node:${name}`);
      const holds = known === undefined ? seen.holds : joinContents(known.holds, seen.holds);
      if (holds === undefined) conflicts.add(`node:${name}`);
      const joined: ForeignNode = {
        isInline: seen.isInline,
        holds: holds ?? seen.holds,
        attributes: union(name, known?.attributes, seen.attributes),
      };
      isGrown ||= known?.holds !== joined.holds;
      nodes.set(name, joined);
      if (known === undefined) checkName('node', name);
    },
    mark(name, seen) {
      const known = marks.get(name);
      if (known !== undefined && !isSameForm(known, seen)) conflicts.add(`mark:${name}`);
      marks.set(name, {
        isOverlapping: seen.isOverlapping,
        attributes: union(name, known?.attributes, seen.attributes),
      });
      if (known !== undefined) return;
      isGrown = true;
      checkName('mark', name);
    },
    attribute(owner, name) {
      attributes.set(owner, union(owner, attributes.get(owner), [name]));
    },
    conflict(reason) {
      conflicts.add(reason);
    },
    result: () => ({ foreign: isGrown ? { nodes, marks, attributes } : before, conflicts: [...conflicts] }),
  };
}

const joinContents = (one: ForeignNode['holds'], other: ForeignNode['holds']): ForeignNode['holds'] | undefined => {
  if (one === other || other === 'nothing') return one;
  return one === 'nothing' ? other : undefined;
};

/** The stored name of an overlapping mark is a hash of its attributes: one more of them would rename it. */
function isSameForm(known: ForeignMark, seen: SeenMark): boolean {
  if (known.isOverlapping !== seen.isOverlapping) return false;
  return !seen.isOverlapping || [...known.attributes].join('\0') === seen.attributes.join('\0');
}
