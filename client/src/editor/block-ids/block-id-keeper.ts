import { Extension } from '@tiptap/core';
import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import type * as Y from 'yjs';
import { blockIdOf, isBlockId, listBlockIds } from './block-id.ts';
import { blockKinds } from './block-id-attribute.ts';
import { elementAt } from './block-positions.ts';
import { inheritBlockIds } from './inherit-block-ids.ts';
import { isInsideOneBlock, type LocalChange, toLocalChange } from './local-change.ts';

/**
 * Gives blocks their ids, within the very change of the person who makes them, and sees that they keep them. What is
 * loaded or received is never written to: a block without an id is known by its Yjs item until a change made here would
 * replace that item, and takes that name along as its id.
 *
 * Typing inside a block writes nothing more (an attribute that changes under an input method would break the composition
 * off), so the first paragraph of an empty document is such a block too.
 */
export function createBlockIdKeeper(content: Y.XmlFragment) {
  return Extension.create({
    name: 'blockIdKeeper',
    addProseMirrorPlugins: () => [
      new Plugin({
        appendTransaction: (transactions, _before, state) => {
          const change = toLocalChange(transactions);
          if (change === undefined || isInsideOneBlock(change)) return null;
          return writeIds(state, inheritBlockIds(change, knownIds(change, content)), transactions);
        },
        props: {
          transformCopied: (slice, { state }) => nameCopied(slice, state, content),
        },
      }),
    ],
  });
}

/** The Yjs document is still as it was before the change: the binding takes it over when all plugins have spoken. */
function knownIds({ before }: LocalChange, content: Y.XmlFragment) {
  let live: Set<string> | undefined;
  return {
    idBefore: (node: Node, pos: number) => idOf(node, pos, before, content),
    wasLive: (id: string) => {
      live ??= listBlockIds(content);
      return live.has(id);
    },
  };
}

function idOf(node: Node, pos: number, doc: Node, content: Y.XmlFragment): string | undefined {
  const written: unknown = node.attrs['id'];
  if (isBlockId(written)) return written;
  const element = elementAt(content, doc, pos);
  return element?.nodeName === node.type.name ? blockIdOf(element) : undefined;
}

function writeIds(
  state: EditorState,
  ids: ReadonlyMap<number, string>,
  causes: readonly Transaction[],
): Transaction | null {
  if (ids.size === 0) return null;
  const { tr } = state;
  for (const [pos, id] of ids) tr.setNodeAttribute(pos, 'id', id);
  // It belongs to the change that it completes: undone with it or not at all, and the next letter as bold as it would be.
  if (causes.some((cause) => cause.getMeta('addToHistory') === false)) tr.setMeta('addToHistory', false);
  return tr.setStoredMarks(state.storedMarks);
}

/** What is cut or dragged takes its name along, also when it has never been written. */
function nameCopied(slice: Slice, { doc, selection }: EditorState, content: Y.XmlFragment): Slice {
  const names = new Map<Node, string>();
  doc.nodesBetween(selection.from, selection.to, (node, pos) => {
    const id = blockKinds.has(node.type.name) ? idOf(node, pos, doc, content) : undefined;
    if (id !== undefined && id !== node.attrs['id']) names.set(node, id);
    // A part that this version does not know is closed: nothing in it is given a name here.
    return !node.isTextblock && !node.isAtom;
  });
  if (names.size === 0) return slice;
  const rename = (nodes: Fragment): Fragment =>
    Fragment.from(
      nodes.content.map((node) => {
        const id = names.get(node) ?? node.attrs['id'];
        const children = node.inlineContent ? node.content : rename(node.content);
        return blockKinds.has(node.type.name) ? node.type.create({ ...node.attrs, id }, children, node.marks) : node;
      }),
    );
  return new Slice(rename(slice.content), slice.openStart, slice.openEnd);
}
