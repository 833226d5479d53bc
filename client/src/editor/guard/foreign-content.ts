/** A kind of block or inline part that this version does not know, as far as the document shows what it is. */
export interface ForeignNode {
  readonly isInline: boolean;
  /** What its instances hold: nothing, text and inline parts, or blocks. */
  readonly holds: 'nothing' | 'text' | 'blocks';
  readonly attributes: ReadonlySet<string>;
}

/** A kind of format that this version does not know. */
export interface ForeignMark {
  /** Several of it may lie on the same words; the binding then stores each under a name of its own. */
  readonly isOverlapping: boolean;
  /** In the order in which they are stored: the name of an overlapping mark is a hash over it. */
  readonly attributes: ReadonlySet<string>;
}

/**
 * What a document holds beyond this version's schema, by name. It says enough to build placeholders that the editor's
 * binding leaves alone, and nothing about what the parts mean.
 */
export interface ForeignContent {
  readonly nodes: ReadonlyMap<string, ForeignNode>;
  readonly marks: ReadonlyMap<string, ForeignMark>;
  /** Unknown attributes of known nodes and marks, by the name of their owner. */
  readonly attributes: ReadonlyMap<string, ReadonlySet<string>>;
}

/** A document that this version knows all of. One object, so that a clean document stays the same to whoever compares. */
export const noForeignContent: ForeignContent = { nodes: new Map(), marks: new Map(), attributes: new Map() };

/** The parts by name, for a report: `node:callout`, `mark:comment`, `attribute:paragraph.align`. */
export const nameForeignParts = ({ nodes, marks, attributes }: ForeignContent): string[] => [
  ...[...nodes.keys()].map((name) => `node:${name}`),
  ...[...marks.keys()].map((name) => `mark:${name}`),
  ...[...attributes].flatMap(([owner, names]) => [...names].map((name) => `attribute:${owner}.${name}`)),
];
