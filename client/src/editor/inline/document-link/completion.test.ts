// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { exchange } from '../../block-ids/test-editor.ts';
import { documentCompletion } from './completion.ts';
import { openLinkingPage, press, seen, TestDocuments, type } from './test-linking.ts';

const { mount } = openLinkingPage();

describe('looking for a document', () => {
  const documents = () => new TestDocuments().put('budget', 'Budget').put('minutes', 'Minutes');

  it('[K6] chooses with the arrows, and makes what is not there', async () => {
    const known = documents();
    const { editor } = mount(known);
    type(editor, '[[');
    press(editor, 'ArrowUp');
    press(editor, 'Tab');
    expect(seen(editor)).toBe('<Minutes>');
    type(editor, ' [[Annex');
    expect(press(editor, 'Enter')).toBe(true);
    await vi.waitFor(() => expect(seen(editor)).toBe('<Minutes> <Annex>'));
  });

  it('[K6] leaves what was typed when it is dismissed, and when no document could be made', async () => {
    const known = documents();
    known.isFull = true;
    const { editor } = mount(known);
    type(editor, '[[Bu');
    press(editor, 'Escape');
    expect(press(editor, 'ArrowDown')).toBe(false);
    type(editor, 'd');
    expect(press(editor, 'ArrowDown')).toBe(false);
    expect(seen(editor)).toBe('[[Bud');
    type(editor, ' [[Annex');
    press(editor, 'Enter');
    await Promise.resolve();
    expect(seen(editor)).toBe('[[Bud [[Annex');
  });

  it('[K6] puts the link where it was asked for, though the text changed while the device worked', async () => {
    const known = documents();
    const { editor } = mount(known);
    type(editor, 'See [[Annex');
    press(editor, 'Enter');
    type(editor, ' and more');
    editor.view.dispatch(editor.state.tr.insertText('Please: ', 1));
    await vi.waitFor(() => expect(seen(editor)).toBe('Please: See <Annex> and more'));
  });

  it('[K6] starts at the second bracket that the person types, and at no other', () => {
    const known = documents();
    const { editor, doc } = mount(known);
    type(editor, 'a[');
    expect(documentCompletion.find(editor.state)).toBeUndefined();
    const bob = mount(
      known,
      (() => {
        const copy = new Y.Doc();
        exchange(doc, copy);
        return copy;
      })(),
    );
    bob.editor.commands.setTextSelection(3);
    type(bob.editor, '[');
    expect(documentCompletion.find(bob.editor.state)).toBeDefined();
    exchange(doc, bob.doc);
    editor.commands.setTextSelection(4);
    expect(editor.state.doc.textContent).toBe('a[[');
    expect(documentCompletion.find(editor.state)).toBeUndefined();
    editor.commands.setContent({ type: 'doc', content: [{ type: 'codeBlock' }] });
    editor.commands.setTextSelection(1);
    type(editor, '[[');
    expect(documentCompletion.find(editor.state)).toBeUndefined();
  });

  it('[K6] goes on while somebody else writes in the same text', () => {
    const known = documents();
    const { editor, doc } = mount(known);
    type(editor, 'one [[Bu');
    const bob = new Y.Doc();
    exchange(doc, bob);
    const block = bob.getXmlFragment('content').get(0);
    const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (text instanceof Y.XmlText) text.insert(0, 'zero ');
    exchange(doc, bob);
    expect(press(editor, 'Enter')).toBe(true);
    expect(seen(editor)).toBe('zero one <Budget>');
  });

  it('[K6] begins from a tool behind what is selected, and leaves nothing when it is dismissed', () => {
    const { editor } = mount(documents());
    type(editor, 'some words');
    editor.commands.setTextSelection({ from: 1, to: 5 });
    expect(editor.commands.startDocumentLink()).toBe(true);
    expect(seen(editor)).toBe('some[[ words');
    press(editor, 'Escape');
    expect(seen(editor)).toBe('some words');
  });
});
