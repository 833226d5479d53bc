import { Extension } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type * as Y from 'yjs';
import { blockIdOf } from '../block-ids/block-id.ts';
import { elementAt } from '../block-ids/block-positions.ts';
import { selectedBlocks } from './selected-blocks.ts';

/** Where a link to a block is given to. */
export interface BlockLinkParts {
  /** What the editor is bound to. */
  readonly content: Y.XmlFragment;
  /** Makes a link of the lasting name of a block, and gives it to the person. */
  readonly onCopy: (blockId: string) => void;
}

const key = new PluginKey<BlockLinkParts>('blockLinks');

/** Lets a person copy a link to a block. Without it there are no such links, as where the text has no address. */
export const createBlockLinks = (parts: BlockLinkParts) =>
  Extension.create({
    name: 'blockLinks',
    addProseMirrorPlugins: () => [new Plugin({ key, state: { init: () => parts, apply: () => parts } })],
  });

export const canLinkToBlock = (state: EditorState): boolean =>
  key.getState(state) !== undefined && selectedBlocks(state) !== undefined;

/** Of several blocks the first. A block that has no id yet has the name that Yjs gives it, and nothing is written. */
export function copyBlockLink({ state }: EditorView): boolean {
  const parts = key.getState(state);
  const blocks = selectedBlocks(state);
  const element = parts && blocks && elementAt(parts.content, state.doc, blocks.start);
  if (element === undefined) return false;
  parts?.onCopy(blockIdOf(element));
  return true;
}
