import type { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';

/** A heading as an outline shows it. */
export interface Heading {
  /** Which of the document's blocks it is. */
  readonly index: number;
  readonly level: number;
  readonly text: string;
}

const headingsByText = new WeakMap<Node, readonly Heading[]>();

/**
 * Top-level headings only: a heading inside a quotation belongs to what is quoted. Read once for each state of the text: most
 * transactions change none of it, and a document may have thousands of blocks.
 */
export function headingsOf(doc: Node): readonly Heading[] {
  const known = headingsByText.get(doc);
  if (known !== undefined) return known;
  const headings: Heading[] = [];
  doc.forEach((node, _offset, index) => {
    if (node.type.name !== 'heading' || node.textContent.trim() === '') return;
    headings.push({ index, level: Number(node.attrs['level']), text: node.textContent });
  });
  headingsByText.set(doc, headings);
  return headings;
}

/** Puts the caret behind a heading and shows it at the top. */
export function goToHeading({ state, view, commands }: Editor, { index }: Heading): void {
  let position: number | undefined;
  state.doc.forEach((node, offset, at) => {
    if (at === index) position = offset + node.nodeSize - 1;
  });
  if (position === undefined) return;
  commands.setTextSelection(position);
  view.focus();
  const { node } = view.domAtPos(position);
  const element = node instanceof Element ? node : node.parentElement;
  element?.scrollIntoView({ block: 'start' });
}
