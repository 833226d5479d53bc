// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { destroyEditors, mountEditor } from '../../block-ids/test-editor.ts';
import { applyLink, touchedLink } from './LinkPanel.tsx';

afterEach(destroyEditors);

function open(): Editor {
  const editor = mountEditor(new Y.Doc());
  editor.commands.setContent('<p>See <a href="https://one.example" title="One">one</a> now</p>');
  return editor;
}

describe('the link panel', () => {
  it.each([5, 6, 8])('[EDIT-LINK] edits the link that the caret touches, at %i', (caret) => {
    const editor = open();
    editor.commands.setTextSelection(caret);
    const link = touchedLink(editor);
    expect(link).toEqual({ href: 'https://one.example', range: { from: 5, to: 8 } });
    applyLink(editor, 'https://two.example', link?.range);
    expect(editor.getHTML()).toMatch(/See <a[^>]* href="https:\/\/two.example">one<\/a> now/);
  });

  it.each<[string, { from: number; to: number }]>([
    ['a caret elsewhere', { from: 3, to: 3 }],
    ['words before the link', { from: 2, to: 5 }],
    ['words after it', { from: 8, to: 11 }],
  ])('[EDIT-LINK] makes a new one of %s', (_, selection) => {
    const editor = open();
    editor.commands.setTextSelection(selection);
    expect(touchedLink(editor)).toBeUndefined();
    applyLink(editor, 'https://two.example', undefined);
    expect(editor.getHTML()).toContain('href="https://one.example" title="One">one</a>');
    expect(editor.getHTML().split('<a').length).toBe(3);
  });
});
