// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { describe, expect, it } from 'vitest';
import { addressOf, line, openLinkingPage, seen, TestDocuments, type, words } from './test-linking.ts';

const { mount, mountWith } = openLinkingPage();

describe('a pasted address', () => {
  function paste(editor: Editor, text: string): void {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
    editor.view.pasteText(text, event);
  }

  it('[K7] becomes a link, and the first undo gives the address back', () => {
    const { editor } = mount(new TestDocuments().put('budget', 'Budget'));
    type(editor, 'See ');
    paste(editor, addressOf('budget'));
    expect(seen(editor)).toBe('See <Budget>');
    editor.commands.undo();
    expect(editor.getJSON()).toMatchObject(line(words(`See ${addressOf('budget')}`)));
  });

  it('[K7] of a document that is not known is a link by its address, and takes its title when it comes', () => {
    const documents = new TestDocuments();
    const { editor } = mount(documents);
    paste(editor, ` ${addressOf('budget')}\n`);
    expect(seen(editor)).toBe(`<${addressOf('budget')} (not here)>`);
    documents.put('budget', 'Budget');
    expect(seen(editor)).toBe('<Budget>');
  });

  it('[K7] stays text in code', () => {
    const editor = mountWith(new TestDocuments().put('budget', 'Budget'), {
      type: 'doc',
      content: [{ type: 'codeBlock' }],
    });
    paste(editor, addressOf('budget'));
    expect(seen(editor)).toBe(addressOf('budget'));
  });
});
