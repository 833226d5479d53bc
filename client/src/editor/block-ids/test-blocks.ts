import type { Editor, JSONContent } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { contentSchema } from '../schema.ts';
import { blockIdOf, findBlock } from './block-id.ts';
import { bullets, code, heading, mountEditor, page, paragraph, quote, tasks } from './test-editor.ts';

/** A document written here. */
export function write(...blocks: JSONContent[]): { doc: Y.Doc; content: Y.XmlFragment; editor: Editor } {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(page(...blocks));
  return { doc, content: doc.getXmlFragment('content'), editor };
}

/** A document written by a stock client, which gives no ids. */
export function receive(...blocks: JSONContent[]): { doc: Y.Doc; content: Y.XmlFragment } {
  const doc = new Y.Doc();
  const content = prosemirrorJSONToYXmlFragment(contentSchema, page(...blocks), doc.getXmlFragment('content'));
  return { doc, content };
}

/** The words of each text block with the id by which others find it, in document order. */
export function textsById(content: Y.XmlFragment): [string, string][] {
  return content.toArray().flatMap((block): [string, string][] => {
    if (!(block instanceof Y.XmlElement)) return [];
    const inner = textsById(block);
    if (inner.length > 0) return inner;
    const words = block.toArray().map(String).join('');
    return contentSchema.nodes[block.nodeName]?.isTextblock === true ? [[words, blockIdOf(block)]] : [];
  });
}

/** The id of the text block with these words. */
export function idOf(content: Y.XmlFragment, words: string): string {
  const ids = textsById(content).filter(([text]) => text === words);
  expect(ids, `blocks that say "${words}"`).toHaveLength(1);
  return ids[0]?.[1] ?? '';
}

export const wordsOf = (content: Y.XmlFragment, id: string) =>
  String(findBlock(content, id)?.toArray().map(String).join('') ?? 'nowhere');

export function idsOfType(content: Y.XmlFragment, type: string): string[] {
  return content.toArray().flatMap((block) => {
    if (!(block instanceof Y.XmlElement)) return [];
    return [...(block.nodeName === type ? [blockIdOf(block)] : []), ...idsOfType(block, type)];
  });
}

export const allIds = (content: Y.XmlFragment): string[] =>
  content.toArray().flatMap((block) => (block instanceof Y.XmlElement ? [blockIdOf(block), ...allIds(block)] : []));

/** Puts the caret `offset` characters into the block with these words. */
export function goTo(editor: Editor, words: string, offset = 0): void {
  let found: number | undefined;
  editor.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === words) found ??= pos + 1 + offset;
  });
  expect(found, `the block that says "${words}"`).toBeDefined();
  editor.commands.setTextSelection(found ?? 0);
}

export const selectFrom = (editor: Editor, first: string, last: string) => {
  goTo(editor, first);
  const { from } = editor.state.selection;
  goTo(editor, last, last.length);
  editor.commands.setTextSelection({ from, to: editor.state.selection.from });
};

export const copied = (editor: Editor): string => {
  const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
  return dom.innerHTML;
};

export const cut = (editor: Editor): string => {
  const html = copied(editor);
  editor.commands.deleteSelection();
  return html;
};

export const everyBlock = () => [
  heading('Heading'),
  paragraph('plain'),
  bullets('one', 'two'),
  tasks('task'),
  quote(paragraph('quoted')),
  code('code'),
];
