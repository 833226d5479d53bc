// @vitest-environment happy-dom
import { type Editor, generateHTML } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentToPlainText } from '../../plain-text.ts';
import { contentExtensions } from '../../schema.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import {
  addressOf,
  idOf,
  line,
  link,
  openLinkingPage,
  press,
  seen,
  site,
  TestDocuments,
  type,
  words,
} from './test-linking.ts';

const { mount, mountWith } = openLinkingPage();

const textOf = (doc: Y.Doc) => contentToPlainText(doc.getXmlFragment('content'));

describe('a link to a document', () => {
  it('[K1] is stored as words with a link, which every program can read', () => {
    const documents = new TestDocuments().put('budget', 'Budget 2027');
    const { editor, doc } = mount(documents);
    type(editor, 'See [[Budg');
    expect(press(editor, 'Enter')).toBe(true);
    type(editor, ' now');
    expect(textOf(doc)).toBe('See Budget 2027 now');
    expect(editor.getJSON()).toMatchObject(line(words('See '), link('budget', 'Budget 2027'), words(' now')));
    expect(generateHTML(editor.getJSON(), contentExtensions)).toContain(
      `href="${addressOf('budget')}" title="Budget 2027">Budget 2027</a> now`,
    );
  });

  it('[K2] is shown under the title that the document has now, and writes nothing', () => {
    const documents = new TestDocuments().put('budget', 'Budget 2027');
    const { editor, doc } = mount(documents);
    editor.commands.setContent(line(words('See '), link('budget', 'Budget 2027'), words(' now')));
    expect(seen(editor)).toBe('See <Budget 2027> now');
    const before = Y.encodeStateAsUpdate(doc);
    documents.put('budget', 'Budget 2028');
    expect(seen(editor)).toBe('See <Budget 2028> now');
    documents.put('budget', '');
    expect(seen(editor)).toBe('See <Untitled> now');
    documents.put('budget', 'Budget 2027');
    expect(seen(editor)).toBe('See <Budget 2027> now');
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[K2] keeps words that somebody chose, and takes the title in place of a bare address', () => {
    const documents = new TestDocuments().put('budget', 'Budget');
    const address = addressOf('budget');
    const editor = mountWith(
      documents,
      line(link('budget', 'the numbers', 'Budget'), words(' '), link('budget', address, null)),
    );
    expect(seen(editor)).toBe('<the numbers> <Budget>');
  });

  it('[K2] draws only what a new title concerns, with one subscription for a thousand links', () => {
    const documents = new TestDocuments();
    for (let index = 0; index < 1_000; index += 1) documents.put(`d${index}`, `Title ${index}`);
    const content = Array.from({ length: 1_000 }, (_, index) => ({
      type: 'paragraph',
      content: [words('to '), link(`d${index}`, `Title ${index}`)],
    }));
    const editor = mountWith(documents, { type: 'doc', content });
    expect(documents.listenerCount).toBe(1);
    const before = [...editor.view.dom.querySelectorAll('a')];
    documents.put('d500', 'Renamed');
    const after = [...editor.view.dom.querySelectorAll('a')];
    expect(after.filter((element, index) => element !== before[index]).length).toBeLessThanOrEqual(1);
    expect(after[500]?.textContent).toContain('Renamed');
    documents.finds = 0;
    editor.commands.setTextSelection(3);
    type(editor, 'x');
    expect(documents.finds).toBeLessThanOrEqual(3);
  }, 30_000);

  it('[K5] says that a document is not on this device, or in the trash, once that is known', () => {
    const documents = new TestDocuments();
    documents.isRead = false;
    const editor = mountWith(documents, line(link('budget', 'Budget')));
    expect(seen(editor)).toBe('<Budget>');
    documents.isRead = true;
    documents.put('other', 'Other');
    expect(seen(editor)).toBe('<Budget (not here)>');
    documents.put('budget', 'Budget', true);
    expect(seen(editor)).toBe('<Budget (in the trash)>');
    documents.put('budget', 'New budget', true);
    expect(seen(editor)).toBe('<New budget (in the trash)>');
    documents.put('budget', 'Budget');
    expect(seen(editor)).toBe('<Budget>');
  });

  it('[K5] to another site is ours when the document is on this device, and an ordinary link when it is not', () => {
    const documents = new TestDocuments().put('budget', 'Budget');
    const elsewhere = (name: string) => ({
      type: 'text',
      text: name,
      marks: [{ type: 'link', attrs: { href: `https://other.example/d/${idOf(name)}`, title: name } }],
    });
    const editor = mountWith(documents, line(elsewhere('budget'), words(' '), elsewhere('unknown')));
    expect(seen(editor)).toBe('<Budget> unknown');
  });

  it('[K4] opens with a click, with Alt+Enter from either side, and not where a selection ends', () => {
    const documents = new TestDocuments().put('budget', 'Budget');
    const editor = mountWith(documents, line(words('See '), link('budget', 'Budget'), words(' now')));
    for (const position of [5, 11]) {
      editor.commands.setTextSelection(position);
      expect(press(editor, 'Enter', { altKey: true })).toBe(true);
    }
    editor.commands.setTextSelection(3);
    expect(press(editor, 'Enter', { altKey: true })).toBe(false);
    // This environment would follow a link in a text that can be edited.
    editor.view.dom.querySelector('a')?.removeAttribute('href');
    const click = () =>
      editor.view.dom
        .querySelector('.document-link')
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, button: 0 }));
    click();
    expect(documents.opened).toEqual(Array(3).fill(idOf('budget')));
    editor.commands.setTextSelection({ from: 1, to: 11 });
    click();
    expect(documents.opened.length).toBe(3);
  });
});

describe('a link as one thing', () => {
  const open = () =>
    mountWith(
      new TestDocuments().put('budget', 'Budget'),
      line(words('See '), link('budget', 'Budget'), words(' now')),
    );
  const caretOf = ({ state: { selection } }: Editor) => [selection.anchor, selection.head];

  it('[K3] is passed over by the caret, both ways, and taken whole into a selection', () => {
    const editor = open();
    editor.commands.setTextSelection(5);
    editor.commands.setTextSelection(6);
    expect(caretOf(editor)).toEqual([11, 11]);
    editor.commands.setTextSelection(10);
    expect(caretOf(editor)).toEqual([5, 5]);
    editor.commands.setTextSelection({ from: 2, to: 8 });
    expect(caretOf(editor)).toEqual([2, 11]);
    const { doc, tr } = editor.state;
    editor.view.dispatch(tr.setSelection(TextSelection.create(doc, 14, 7)));
    expect(caretOf(editor)).toEqual([14, 5]);
  });

  it('[K3] does not grow with what is typed at its ends', () => {
    const editor = open();
    editor.commands.setTextSelection(11);
    type(editor, 'x');
    editor.commands.setTextSelection(5);
    type(editor, 'y');
    expect(seen(editor)).toBe('See y<Budget>x now');
  });

  it.each([
    ['deleteContentBackward', 11],
    ['deleteWordBackward', 11],
    ['deleteContentForward', 5],
  ])('[K3] goes whole with %s', (inputType, position) => {
    const editor = open();
    editor.commands.setTextSelection(position);
    undoPartsOf(editor.state).undoManager.stopCapturing();
    const event = new InputEvent('beforeinput', { inputType, bubbles: true, cancelable: true });
    editor.view.dom.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    expect(seen(editor)).toBe('See  now');
    editor.commands.undo();
    expect(seen(editor)).toBe('See <Budget> now');
  });

  it.each([
    ['ArrowLeft', 11, false, [5, 5]],
    ['ArrowRight', 5, false, [11, 11]],
    ['ArrowLeft', 11, true, [11, 5]],
    ['ArrowRight', 5, true, [5, 11]],
    ['ArrowLeft', 12, false, [11, 11]],
    ['ArrowRight', 4, false, [5, 5]],
    ['ArrowLeft', 12, true, [12, 11]],
    ['ArrowRight', 4, true, [4, 5]],
  ] as const)('[K3] is passed at once with %s from %i, shift: %s', (key, position, shiftKey, selection) => {
    const editor = open();
    editor.commands.setTextSelection(position);
    expect(press(editor, key, { shiftKey })).toBe(true);
    expect(caretOf(editor)).toEqual(selection);
    editor.commands.setTextSelection(3);
    expect(press(editor, key, { shiftKey })).toBe(false);
  });

  it.each([
    ['Backspace', 11],
    ['Delete', 5],
  ])('[K3] goes whole with %s, and the next one takes a letter', (key, position) => {
    const editor = open();
    editor.commands.setTextSelection(position);
    expect(press(editor, key)).toBe(true);
    expect(seen(editor)).toBe('See  now');
    expect(press(editor, key)).toBe(false);
  });

  it('[K3] whose words somebody chose is edited as any other text', () => {
    const documents = new TestDocuments().put('budget', 'Budget');
    const editor = mountWith(documents, line(link('budget', 'chosen', 'Budget')));
    editor.commands.setTextSelection(3);
    expect(caretOf(editor)).toEqual([3, 3]);
    type(editor, 'x');
    expect(seen(editor)).toBe('<chxosen>');
  });
});

describe('what others wrote', () => {
  const hostile: readonly [string, Record<string, unknown>, string][] = [
    ['a number for an address', { href: 7, title: 'x' }, 'x'],
    ['an address that is no document', { href: `${site}/d/../../etc`, title: 'x' }, 'x'],
    ['a part of a document', { href: `${addressOf('budget')}.comments`, title: 'x' }, 'x'],
    ['a script', { href: `javascript:location='/d/${idOf('budget')}'`, title: 'x' }, 'x'],
    ['an endless address', { href: `${site}/d/${'a'.repeat(1_000_000)}`, title: 'x' }, 'x'],
    ['an endless title', { href: addressOf('budget'), title: 'y'.repeat(1_000_000) }, 'x'],
  ];

  it.each(hostile)('[K8] is text and no link of ours: %s', (_, attrs, text) => {
    const documents = new TestDocuments().put('budget', 'Budget');
    const doc = new Y.Doc();
    const paragraph = new Y.XmlElement('paragraph');
    doc.getXmlFragment('content').insert(0, [paragraph]);
    paragraph.insert(0, [new Y.XmlText()]);
    const [inside] = paragraph.toArray();
    if (inside instanceof Y.XmlText) inside.insert(0, text, { link: attrs });
    const { editor } = mount(documents, doc);
    editor.commands.selectAll();
    expect(seen(editor).replaceAll(/[<>]/g, '')).toBe(text);
    expect(textOf(doc)).toBe(text);
  });

  it('[K8] is shown on one line, cut between characters, when a title is anything', () => {
    const documents = new TestDocuments().put('budget', `a\n\u202e${'😀'.repeat(500_000)}`);
    const editor = mountWith(documents, line(link('budget', 'Budget')));
    expect(seen(editor)).toBe(`<a \u202e${'😀'.repeat(117)}…>`);
  });

  it('[K8] leaves a selected block alone', () => {
    const editor = mountWith(new TestDocuments(), {
      type: 'doc',
      content: [{ type: 'horizontalRule' }, { type: 'paragraph' }],
    });
    editor.view.dispatch(editor.state.tr.setSelection(NodeSelection.create(editor.state.doc, 0)));
    expect(press(editor, 'Enter', { altKey: true })).toBe(false);
  });
});
