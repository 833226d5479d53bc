import type { Editor } from '@tiptap/core';
import { TextSelection } from '@tiptap/pm/state';
import * as Y from 'yjs';
import { findBlock } from './block-ids/block-id.ts';
import { positionOf } from './block-ids/block-positions.ts';

/** A part of the text: a block by its id, or the last one, and in it some words, or a place. */
export interface Passage {
  readonly blockId: string | undefined;
  /** Selected when the block has them. */
  readonly words?: string;
  /** Where the caret goes otherwise, in characters from the start of the block. */
  readonly offset?: number;
}

/** Longer than the eye needs to find it, shorter than it would disturb. */
const markedForMs = 1_600;

/** Goes to a part of the text, marks its block for a moment, and gives it the caret and the focus; says whether there is such a part. */
export function revealBlock(editor: Editor, content: Y.XmlFragment, passage: Passage): boolean {
  const element = blockOf(content, passage.blockId);
  const pos = element && positionOf(content, editor.state.doc, element);
  const node = pos === undefined ? null : editor.state.doc.nodeAt(pos);
  if (pos === undefined || node === null) return false;
  const found = passage.words === undefined ? -1 : node.textContent.indexOf(passage.words);
  const from = pos + 1 + (found >= 0 ? found : Math.min(passage.offset ?? node.content.size, node.content.size));
  const to = found >= 0 ? from + (passage.words?.length ?? 0) : from;
  const { state, view } = editor;
  view.dispatch(state.tr.setSelection(TextSelection.between(state.doc.resolve(from), state.doc.resolve(to))));
  view.focus();
  const dom = view.nodeDOM(pos);
  if (!(dom instanceof HTMLElement)) return true;
  dom.scrollIntoView({ block: 'center' });
  dom.animate({ backgroundColor: ['var(--warn-soft)', 'var(--warn-soft)', 'transparent'] }, markedForMs);
  return true;
}

function blockOf(content: Y.XmlFragment, id: string | undefined): Y.XmlElement | undefined {
  if (id !== undefined) return findBlock(content, id);
  const last: unknown = content.get(content.length - 1);
  return last instanceof Y.XmlElement ? last : undefined;
}
