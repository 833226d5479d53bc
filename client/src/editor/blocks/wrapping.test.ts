// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bullets, destroyEditors, mountEditor, page, paragraph, quote } from '../block-ids/test-editor.ts';

afterEach(destroyEditors);

/** Shapes without ids: `blockquote(paragraph)`. */
function shapeAfter(content: object, from: number, to = from): string {
  const editor = mountEditor(new Y.Doc());
  editor.commands.setContent(content);
  editor.commands.setTextSelection({ from, to });
  expect(editor.commands.toggleBlockquote()).toBe(true);
  return editor.state.doc.toString();
}

describe('a quote', () => {
  it('[EDIT-INSERT] goes around the paragraphs that are selected', () => {
    expect(shapeAfter(page(paragraph('a'), paragraph('b'), paragraph('c')), 1, 5)).toBe(
      'doc(blockquote(paragraph("a"), paragraph("b")), paragraph("c"))',
    );
  });

  it('[EDIT-INSERT] goes around the list at the beginning of an item, where it may not be', () => {
    expect(shapeAfter(page(bullets('a', 'b')), 4)).toBe(
      'doc(blockquote(bulletList(listItem(paragraph("a")), listItem(paragraph("b")))))',
    );
  });

  it('[EDIT-INSERT] is taken away from around a list, and the list stays', () => {
    expect(shapeAfter(page(quote(bullets('a', 'b'), paragraph('c'))), 5)).toBe(
      'doc(bulletList(listItem(paragraph("a")), listItem(paragraph("b"))), blockquote(paragraph("c")))',
    );
  });
});
