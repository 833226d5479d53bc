// @vitest-environment happy-dom
import { type Editor, generateJSON } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { moveBlocks } from '../../block-actions/move-blocks.ts';
import {
  bullets,
  copyOf,
  destroyEditors,
  exchange,
  heading,
  mountEditor,
  page,
  paragraph,
} from '../../block-ids/test-editor.ts';
import { recordUpdates } from '../../guard/test-two-versions.ts';
import { contentExtensions } from '../../schema.ts';

afterEach(destroyEditors);

const section = (...content: object[]) => ({ type: 'collapsible', content });

function open(content: object, caret: number) {
  const doc = new Y.Doc();
  const first = mountEditor(doc);
  first.commands.setContent(content);
  // Mounted anew, as when the document is opened: all sections with something in them are closed.
  const editor = mountEditor(doc);
  editor.commands.setTextSelection(caret);
  return { doc, editor };
}

const caretAfter = (editor: Editor, words: string): number => {
  let found = 0;
  editor.state.doc.descendants((node, pos) => {
    if (node.isText && node.text === words) found = pos + words.length;
  });
  return found;
};

const buttonsOf = (editor: Editor) => [...editor.view.dom.querySelectorAll('button')];
const openOf = (editor: Editor) => buttonsOf(editor).map((button) => button.getAttribute('aria-expanded') === 'true');
const press = (editor: Editor, key: string, init: KeyboardEventInit = {}) =>
  editor.view.dom.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));

const costs = () => page(section(paragraph('Costs'), paragraph('ten')), paragraph('end'));

describe('a collapsible section', () => {
  it('[EDIT-INSERT] is put around text with a line below to go on in, and taken away with all that is in it', () => {
    const { editor } = open(page(paragraph('Costs')), 2);
    editor.commands.toggleCollapsible();
    expect(editor.state.doc.toString()).toBe('doc(collapsible(paragraph("Costs"), paragraph))');
    expect(openOf(editor)).toEqual([true]);
    editor.commands.toggleCollapsible();
    expect(editor.state.doc.toString()).toBe('doc(paragraph("Costs"), paragraph)');
  });

  it('[EDIT-INSERT] around what is no line of text gets a title to write, and the caret in it', () => {
    const { editor } = open(page(bullets('a')), 4);
    editor.commands.toggleCollapsible();
    expect(editor.state.doc.toString()).toBe('doc(collapsible(paragraph, bulletList(listItem(paragraph("a")))))');
    expect(editor.state.selection.from).toBe(2);
  });

  it('[EDIT-COLLAPSIBLE] is opened and closed by its button and from its title, for this page alone', () => {
    const { doc, editor } = open(costs(), 3);
    const bob = mountEditor(doc);
    const updates = recordUpdates(doc);
    expect(openOf(editor)).toEqual([false]);
    buttonsOf(editor)[0]?.click();
    expect(openOf(editor)).toEqual([true]);
    press(editor, 'Enter', { ctrlKey: true });
    expect(openOf(editor)).toEqual([false]);
    press(editor, 'Enter', { ctrlKey: true });
    expect([openOf(editor), openOf(bob)]).toEqual([[true], [false]]);
    expect(updates).toEqual([]);
  });

  it('[EDIT-COLLAPSIBLE] opens with all those around it when the caret comes inside, and lets it out when it is closed', () => {
    const inner = section(paragraph('Inner'), paragraph('deep'));
    const { editor } = open(page(section(paragraph('Outer'), inner)), 3);
    expect(openOf(editor)).toEqual([false, false]);
    editor.commands.setTextSelection(caretAfter(editor, 'deep'));
    expect(openOf(editor)).toEqual([true, true]);
    buttonsOf(editor)[0]?.click();
    expect(editor.state.selection.from).toBe(caretAfter(editor, 'Outer'));
    expect(openOf(editor)).toEqual([false, true]);
  });

  it('[EDIT-COLLAPSIBLE] stays open when somebody else writes in its title or in it', () => {
    const { doc, editor } = open(costs(), 3);
    buttonsOf(editor)[0]?.click();
    const other = copyOf(doc);
    const bob = mountEditor(other);
    for (const words of ['Costs', 'ten']) bob.view.dispatch(bob.state.tr.insertText('!', caretAfter(bob, words)));
    exchange(doc, other);
    expect(editor.getText()).toContain('Costs!\n\nten!');
    expect(openOf(editor)).toEqual([true]);
    expect(buttonsOf(editor)[0]?.getAttribute('aria-label')).toBe('Costs!');
  });

  it('[EDIT-COLLAPSIBLE] stays open when it is written anew in another place', () => {
    const { editor } = open(costs(), 3);
    buttonsOf(editor)[0]?.click();
    const drawn = editor.view.dom.querySelector('.collapsible');
    editor.commands.setTextSelection(caretAfter(editor, 'end'));
    moveBlocks(editor.view, -1);
    expect(editor.state.doc.toString()).toBe(
      'doc(paragraph("end"), collapsible(paragraph("Costs"), paragraph("ten")))',
    );
    expect(editor.view.dom.querySelector('.collapsible')).not.toBe(drawn);
    expect(openOf(editor)).toEqual([true]);
  });

  it('[EDIT-COLLAPSIBLE] takes Enter from its title into the line that waits, or divides the title into one', () => {
    const { editor } = open(page(section(heading('Costs'), paragraph(''))), 7);
    press(editor, 'Enter');
    expect(editor.state.selection.from).toBe(9);
    const { editor: full } = open(costs(), 7);
    press(full, 'Enter');
    expect(full.state.doc.firstChild?.toString()).toBe('collapsible(paragraph("Costs"), paragraph, paragraph("ten"))');
    expect(openOf(full)).toEqual([true]);
  });

  it('[EDIT-COLLAPSIBLE] is taken away by Backspace at the start of its title, and no word with it', () => {
    const { editor } = open(costs(), 2);
    press(editor, 'Backspace');
    expect(editor.state.doc.toString()).toBe('doc(paragraph("Costs"), paragraph("ten"), paragraph("end"))');
  });

  it('[EDIT-PASTE] comes from the details of other programs, with its title', () => {
    const read = (html: string) =>
      JSON.stringify(generateJSON(html, contentExtensions)).match(/"(text|type)":"[^"]*"/g);
    const expected = ['collapsible', 'paragraph', 'text', 'paragraph', 'text'];
    const types = (html: string) => read(html)?.filter((pair) => pair.startsWith('"type"'));
    for (const html of [
      '<details><summary>Costs</summary><p>ten</p></details>',
      '<details><summary><p>Costs</p></summary>ten</details>',
    ]) {
      expect(types(html)).toEqual(['doc', ...expected].map((type) => `"type":"${type}"`));
      expect(read(html)).toContain('"text":"Costs"');
      expect(read(html)).toContain('"text":"ten"');
    }
  });
});
