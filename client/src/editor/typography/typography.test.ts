// @vitest-environment happy-dom
import type { Editor, JSONContent } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { code, page, paragraph } from '../block-ids/test-editor.ts';
import { destroyWriting, mountWriting, rememberEntries, typeKeys } from '../insert/test-writing.ts';
import { undoPartsOf } from '../undo/undo-parts.ts';

afterEach(destroyWriting);

let isOn = true;
let language = 'fr';

function open(content: JSONContent): Editor {
  const typography = { isOn: () => isOn, language: () => language };
  const editor = mountWriting(rememberEntries(), new Y.Doc(), typography);
  editor.commands.setContent(page(content));
  editor.commands.setTextSelection(editor.state.doc.content.size - 1);
  undoPartsOf(editor.state).undoManager.stopCapturing();
  return editor;
}

describe('what is typed', () => {
  afterEach(() => {
    isOn = true;
    language = 'fr';
  });

  it('[EDIT-TYPOGRAPHY] is set as the language of the document asks, and Backspace right after gives back what was typed', () => {
    const editor = open(paragraph('Quoi '));
    typeKeys(editor, ['?']);
    expect(editor.getText()).toBe('Quoi\u202f?');
    expect(typeKeys(editor, ['Backspace'])).toEqual([true]);
    expect(editor.getText()).toBe('Quoi ?');
    typeKeys(editor, ['!']);
    expect(editor.getText()).toBe('Quoi ?!');
  });

  it('[EDIT-TYPOGRAPHY] is deleted as ever by Backspace once something else was done', () => {
    const editor = open(paragraph('Quoi '));
    typeKeys(editor, ['?']);
    editor.commands.setTextSelection(3);
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    typeKeys(editor, ['Backspace']);
    expect(editor.getText()).not.toBe('Quoi ?');
  });

  it('[EDIT-TYPOGRAPHY] follows the language of the passage', () => {
    const mark = { type: 'passageLanguage', attrs: { language: 'en' } };
    const editor = open({ type: 'paragraph', content: [{ type: 'text', text: 'say ', marks: [mark] }] });
    typeKeys(editor, [...'"yes"']);
    expect(editor.getText()).toBe('say “yes”');
    expect(editor.state.doc.child(0).childCount).toBe(1);
  });

  it('[EDIT-TYPOGRAPHY] stays as it is in code, and where the person does not want it', () => {
    const block = open(code('x '));
    typeKeys(block, [...'?"...']);
    expect(block.getText()).toBe('x ?"...');
    const words = open({ type: 'paragraph', content: [{ type: 'text', text: 'x ', marks: [{ type: 'code' }] }] });
    words.commands.setTextSelection(2);
    typeKeys(words, [...'"']);
    expect(words.getText()).toBe('x" ');
    isOn = false;
    const plain = open(paragraph('Quoi '));
    typeKeys(plain, [...'?"']);
    expect(plain.getText()).toBe('Quoi ?"');
  });

  it('[EDIT-UNDO] is undone with what it belongs to', () => {
    const editor = open(paragraph('Quoi '));
    typeKeys(editor, ['?']);
    editor.commands.undo();
    expect(editor.getText()).toBe('Quoi ');
  });
});
