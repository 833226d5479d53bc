import type { Node, ResolvedPos } from '@tiptap/pm/model';
import type { BlockKind } from '../blocks/contract.ts';
import { isBlockId, newBlockId } from './block-id.ts';
import { blockKinds } from './block-id-attribute.ts';
import { type LocalChange, type Range, rangeBefore } from './local-change.ts';

export interface KnownIds {
  /** The id of a block as it was before the change; `undefined` when the document did not have it. */
  idBefore(node: Node, pos: number): string | undefined;
  /** Whether a block anywhere in the document had this id before the change. */
  wasLive(id: string): boolean;
}

interface Block {
  readonly node: Node;
  readonly kind: BlockKind;
  /** Just before the block. */
  readonly pos: number;
}

/** A block from before the change, and where it is to be found after it. */
interface Heir {
  readonly id: string;
  readonly pos: number | undefined;
  /** Its words are there, whatever the attribute of the block that holds them now says. */
  readonly hasWords: boolean;
}

/**
 * The ids that remain to be written after a local change, by the position of the block. An id follows the words: whoever
 * typed in that block meanwhile looks for it where they went. In this order, and each id once:
 *
 * 1. The block that holds the first character of a former block has its id. (Of a block split at its very start, that is
 *    the second half, which is also the one that Yjs keeps.)
 * 2. A block keeps the id that it came with, moved or pasted, unless a block elsewhere has it.
 * 3. A block without one takes the id of the block in whose place it is: an empty paragraph made a heading, a list made
 *    another kind of list.
 * 4. All others are new.
 */
export function inheritBlockIds(change: LocalChange, known: KnownIds): ReadonlyMap<number, string> {
  const blocks = blocksIn(change.after, change.range);
  const { idsByPos, hasNewParent } = inherit(blocks, findHeirs(change, known), known);
  // When a list was cut in two, Yjs makes one of the halves anew with everything in it, also what did not change.
  const wide = hasNewParent ? widen(change) : change;
  if (wide !== change) return inheritBlockIds(wide, known);
  const unwritten = new Map<number, string>();
  for (const { node, pos } of blocks) {
    const id = idsByPos.get(pos);
    if (id !== undefined && id !== node.attrs['id']) unwritten.set(pos, id);
  }
  return unwritten;
}

function inherit(blocks: readonly Block[], heirs: readonly Heir[], known: KnownIds) {
  const formerIds = new Set(heirs.map(({ id }) => id));
  const idsByPos = new Map<number, string>();
  const given = new Set<string>();
  const give = (pos: number | undefined, id: string) => {
    if (pos === undefined || idsByPos.has(pos) || given.has(id)) return;
    idsByPos.set(pos, id);
    given.add(id);
  };
  for (const { pos, id, hasWords } of heirs) if (hasWords) give(pos, id);
  for (const { node, pos } of blocks) {
    const id: unknown = node.attrs['id'];
    if (isBlockId(id) && (formerIds.has(id) || !known.wasLive(id))) give(pos, id);
  }
  for (const { pos, id } of heirs) give(pos, id);
  const hasNewParent = blocks.some(({ pos, kind }) => kind !== 'text' && !idsByPos.has(pos));
  for (const { pos } of blocks) give(pos, newBlockId());
  return { idsByPos, hasNewParent };
}

/** The change, taken to be of all the outermost blocks that it touches. The same object when it already is. */
function widen(change: LocalChange): LocalChange {
  const $from = change.after.resolve(change.range.from);
  const $to = change.after.resolve(change.range.to);
  if ($from.depth === 0 && $to.depth === 0) return change;
  const from = $from.depth > 0 ? $from.before(1) : $from.pos;
  return { ...change, range: { from, to: $to.depth > 0 ? $to.after(1) : $to.pos } };
}

function blocksIn(doc: Node, range: Range): Block[] {
  const blocks: Block[] = [];
  const { from, to } = reach(doc, range);
  doc.nodesBetween(from, to, (node, pos) => {
    const kind = blockKinds.get(node.type.name);
    if (kind !== undefined) blocks.push({ node, kind, pos });
    // A part that this version does not know is closed: nothing in it is given a name here.
    return !node.isTextblock && !node.isAtom;
  });
  return blocks;
}

/** Where something was deleted, what follows is touched too. */
const reach = (doc: Node, { from, to }: Range): Range => ({
  from,
  to: Math.min(Math.max(to, from + 1), doc.content.size),
});

function findHeirs(change: LocalChange, known: KnownIds): Heir[] {
  const range = rangeBefore(change, reach(change.after, change.range));
  return blocksIn(change.before, range).flatMap((block) => {
    const id = known.idBefore(block.node, block.pos);
    return id === undefined ? [] : [{ id, pos: undefined, hasWords: false, ...findHeir(block, change) }];
  });
}

function findHeir({ node, kind, pos }: Block, { after, mapping }: LocalChange): Omit<Heir, 'id'> | undefined {
  const first = firstTextblock(node, pos);
  if (first === undefined) return undefined;
  const isEmpty = first.node.content.size === 0;
  const start = mapping.mapResult(first.pos + 1, isEmpty ? -1 : 1);
  const $start = after.resolve(start.pos);
  const depth = depthOf(kind, $start);
  if (depth === undefined) return undefined;
  // A list or a quote may be anywhere around its words; a text and an item are where they are.
  const isTheirs = kind === 'text' || (kind === 'item' && $start.index(depth) === 0);
  return { pos: $start.before(depth), hasWords: isTheirs && !isEmpty && !start.deletedAfter };
}

function firstTextblock(node: Node, pos: number): { node: Node; pos: number } | undefined {
  if (node.isTextblock) return { node, pos };
  return node.firstChild === null ? undefined : firstTextblock(node.firstChild, pos + 1);
}

/** How deep the innermost block of this kind around a position is. */
function depthOf(kind: BlockKind, $pos: ResolvedPos): number | undefined {
  for (let depth = $pos.depth; depth > 0; depth--)
    if (blockKinds.get($pos.node(depth).type.name) === kind) return depth;
  return undefined;
}
