// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { blockIdOf } from './block-ids/block-id.ts';
import { elementAt, positionOf } from './block-ids/block-positions.ts';
import {
  bullets,
  code,
  destroyEditors,
  heading,
  mountEditor,
  page,
  paragraph,
  quote,
} from './block-ids/test-editor.ts';
import { revealBlock } from './reveal-block.ts';

function open() {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(
    page(
      heading('Title'),
      quote(paragraph('quoted'), bullets('one', 'two')),
      code('code'),
      paragraph('the last words'),
    ),
  );
  return { editor, content: doc.getXmlFragment('content') };
}

beforeEach(() => {
  // Not in happy-dom.
  Element.prototype.animate ??= vi.fn();
});
afterEach(destroyEditors);

it('[EDIT-REVEAL] the way from a block of the text to its Yjs element and back is the same, however deep', () => {
  const { editor, content } = open();
  let seen = 0;
  editor.state.doc.descendants((node, pos) => {
    if (!node.isBlock) return;
    const element = elementAt(content, editor.state.doc, pos);
    expect(element?.nodeName).toBe(node.type.name);
    expect(element && positionOf(content, editor.state.doc, element)).toBe(pos);
    expect(element && blockIdOf(element)).toBe(node.attrs['id']);
    seen += 1;
  });
  expect(seen).toBe(10);
});

it('[EDIT-REVEAL] selects the words, else puts the caret at the place, and in the last block when none is named', () => {
  const { editor, content } = open();
  const selected = () => {
    const { from, to } = editor.state.selection;
    return [editor.state.selection.$from.parent.textContent, editor.state.doc.textBetween(from, to)];
  };
  const two = editor.state.doc.child(1).child(1).child(1).child(0);
  revealBlock(editor, content, { blockId: String(two.attrs['id']), words: 'wo' });
  expect(selected()).toEqual(['two', 'wo']);
  revealBlock(editor, content, { blockId: String(two.attrs['id']), words: 'gone', offset: 1 });
  expect(selected()).toEqual(['two', '']);
  expect(editor.state.selection.$from.parentOffset).toBe(1);
  revealBlock(editor, content, { blockId: undefined, words: 'last words' });
  expect(selected()).toEqual(['the last words', 'last words']);
  revealBlock(editor, content, { blockId: 'AAAAAAAAAA' });
  expect(selected()).toEqual(['the last words', 'last words']);
});
