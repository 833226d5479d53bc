// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { removeSelectedPart } from './keep-foreign.ts';
import {
  exchange,
  findElements,
  mountNewer,
  mountToday,
  paragraph,
  recordUpdates,
  text,
  writtenByNewer,
} from './test-two-versions.ts';

const panel = { type: 'panel', attrs: { kind: 'warning' }, content: [paragraph('inside'), paragraph('again')] };
const sparkle = { type: 'sparkle', attrs: { colour: 'gold' } };
const mention = { type: 'mention', attrs: { person: 'ana' } };

const everything = [
  { type: 'heading', attrs: { level: 1, mood: 'calm' }, content: [text('Head')] },
  panel,
  { type: 'paragraph', attrs: { mood: 'glad' }, content: [text('a '), text('shiny', sparkle), text(' word')] },
  { type: 'verse', content: [text('rose')] },
  { type: 'seal', attrs: { number: 7 } },
  {
    type: 'paragraph',
    content: [text('Ask '), mention, text(' now'), text('!', { type: 'bold', attrs: { weight: 900 } })],
  },
  {
    type: 'paragraph',
    content: [
      text(
        'noted',
        { type: 'remark', attrs: { thread: 1, by: 'x' } },
        { type: 'remark', attrs: { thread: 2, by: 'y' } },
      ),
    ],
  },
];

const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content');
const selectText = (editor: Editor, from: number, to = from) =>
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)));
const press = (editor: Editor, key: string) =>
  editor.view.someProp('handleKeyDown', (handle) => handle(editor.view, new KeyboardEvent('keydown', { key }))) ??
  false;
const positionOf = (editor: Editor, name: string): number => {
  let found = -1;
  editor.state.doc.descendants((node, position) => {
    if (node.type.name === name && found < 0) found = position;
  });
  return found;
};
const namesOf = (editor: Editor) => editor.state.doc.children.map(({ type }) => type.name);

describe('mounting an editor on a document of a newer version', () => {
  it.each([true, false])('[G3] writes nothing (editable: %s), however the caret moves', (isEditable) => {
    const doc = writtenByNewer(everything);
    const updates = recordUpdates(doc);
    const before = Y.encodeStateAsUpdate(doc);
    const { editor } = mountToday(doc, { isEditable });
    editor.commands.selectAll();
    editor.commands.setNodeSelection(positionOf(editor, 'panel'));
    editor.commands.blur();
    expect(namesOf(editor)).toEqual(everything.map(({ type }) => type));
    expect(editor.view.dom.textContent).toContain('inside');
    editor.destroy();
    expect(updates).toEqual([]);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[G3] shows an unknown block as one closed, labelled thing', () => {
    const { editor } = mountToday(writtenByNewer([panel]));
    const part = editor.view.dom.querySelector('.foreign');
    expect(part?.getAttribute('aria-label')).toBe('Needs a newer version');
    expect(part?.getAttribute('contenteditable')).toBe('false');
    expect(part?.querySelector('.foreign__words')?.innerHTML).toBe('<p>inside</p><p>again</p>');
    editor.destroy();
  });

  it('[G3] the newer version sees everything again after the older one has edited around it', () => {
    const doc = writtenByNewer(everything);
    const { editor } = mountToday(doc);
    for (let position = editor.state.doc.content.size; position > 0; position -= 1) {
      const $position = editor.state.doc.resolve(position);
      if ($position.parent.isTextblock && !$position.parent.type.spec.atom)
        editor.view.dispatch(editor.state.tr.insertText('x', position));
    }
    editor.destroy();
    const newer = mountNewer(doc);
    const json = newer.getJSON().content ?? [];
    expect(json[1]).toEqual({ ...panel, attrs: { kind: 'warning', icon: null }, content: json[1]?.content });
    expect(JSON.stringify(json[1])).toMatch(/inside.*again/);
    expect(json.map(({ type }) => type)).toEqual(everything.map(({ type }) => type));
    expect(json[2]).toMatchObject({ attrs: { mood: 'glad' } });
    expect(json[2]?.content?.find(({ marks }) => marks?.[0]?.type === 'sparkle')).toMatchObject({
      text: 'sxhxixnxy',
      marks: [sparkle],
    });
    expect(JSON.stringify(json[5])).toContain('"person":"ana"');
    expect(JSON.stringify(json[5])).toContain('"weight":900');
    expect(json[6]?.content?.[1]?.marks).toHaveLength(2);
    newer.destroy();
  });
});

describe('an unknown block', () => {
  const open = () => {
    const doc = writtenByNewer([paragraph('before'), panel, paragraph('after')]);
    const bytes = findElements(contentOf(doc), 'panel')[0];
    return { doc, element: bytes, ...mountToday(doc) };
  };
  const isThere = (doc: Y.Doc, element: Y.XmlElement | undefined) =>
    expect(findElements(contentOf(doc), 'panel')).toEqual([element]);

  it('[G3] stays when everything is selected and typed over, and the rest is replaced', () => {
    const { editor, doc, element, heard } = open();
    editor.commands.selectAll();
    editor.view.dispatch(editor.state.tr.replaceSelectionWith(editor.schema.text('new')));
    expect(namesOf(editor)).toEqual(['paragraph', 'panel']);
    expect(editor.state.doc.firstChild?.textContent).toBe('new');
    isThere(doc, element);
    expect(heard.kept).toBe(1);
    editor.commands.undo();
    expect(editor.getText()).toContain('after');
    isThere(doc, element);
    editor.destroy();
  });

  it.each([
    ['Backspace', 'after', 0],
    ['Delete', 'before', 6],
  ])('[G3] is selected, not deleted, by %s at its border; the next press asks', (key, words, offset) => {
    const { editor, doc, element, heard } = open();
    let start = 0;
    editor.state.doc.descendants((node, position) => {
      if (node.text === words) start = position;
    });
    selectText(editor, start + offset);
    expect(press(editor, key)).toBe(true);
    expect(editor.state.selection).toBeInstanceOf(NodeSelection);
    expect(heard.removalsAsked).toBe(0);
    expect(press(editor, key)).toBe(true);
    expect(heard.removalsAsked).toBe(1);
    isThere(doc, element);
    editor.destroy();
  });

  it('[G3] stays when it is cut, typed over, or dragged elsewhere', () => {
    const { editor, doc, element } = open();
    const at = positionOf(editor, 'panel');
    const selectPart = () => editor.commands.setNodeSelection(at);
    selectPart();
    editor.view.dispatch(editor.state.tr.deleteSelection());
    isThere(doc, element);
    selectPart();
    editor.view.dispatch(editor.state.tr.insertText('x'));
    isThere(doc, element);
    selectPart();
    const slice = editor.state.selection.content();
    let dropped = slice;
    editor.view.someProp('transformPasted', (transform) => {
      dropped = transform(dropped, editor.view, false);
    });
    expect(dropped.size).toBe(0);
    editor.view.dispatch(editor.state.tr.deleteSelection().insert(0, slice.content));
    isThere(doc, element);
    editor.destroy();
  });

  it('[G3] is neither wrapped, unwrapped nor moved into another block', () => {
    const { editor, doc, element, heard } = open();
    editor.commands.selectAll();
    editor.commands.toggleBlockquote();
    editor.commands.toggleBulletList();
    expect(heard.kept).toBeGreaterThan(0);
    isThere(doc, element);
    editor.destroy();
  });

  it('[G3] goes when the person says so, and undo brings all of it back', () => {
    const { editor, doc } = open();
    editor.commands.setNodeSelection(positionOf(editor, 'panel'));
    editor.view.dispatch(removeSelectedPart(editor.state));
    expect(contentOf(doc).toString()).not.toContain('panel');
    editor.commands.undo();
    expect(contentOf(doc).toString()).toContain(
      '<panel kind="warning"><paragraph>inside</paragraph><paragraph>again</paragraph></panel>',
    );
    expect(namesOf(editor)).toEqual(['paragraph', 'panel', 'paragraph']);
    editor.destroy();
  });

  it('[G3] leaves its words, and nothing else, on the clipboard', () => {
    const { editor } = open();
    editor.commands.selectAll();
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    expect(dom.querySelectorAll('p')).toHaveLength(4);
    expect(dom.innerHTML).not.toContain('panel');
    editor.destroy();
  });

  it('[G3] what others write in it meanwhile arrives and stays', () => {
    const { editor, doc, element } = open();
    const theirs = new Y.Doc();
    exchange(doc, theirs);
    const inside = findElements(contentOf(theirs), 'panel')[0]?.get(0);
    if (inside instanceof Y.XmlElement && inside.get(0) instanceof Y.XmlText)
      (inside.get(0) as Y.XmlText).insert(0, 'more ');
    selectText(editor, 2);
    editor.view.dispatch(editor.state.tr.insertText('mine '));
    exchange(doc, theirs);
    expect(editor.view.dom.textContent).toContain('more inside');
    editor.view.dispatch(editor.state.tr.insertText('still '));
    isThere(doc, element);
    expect(contentOf(doc).toString()).toContain('more inside');
    editor.destroy();
  });
});

describe('an unknown format', () => {
  const open = () => {
    const doc = writtenByNewer([{ type: 'paragraph', content: [text('a '), text('shiny', sparkle), text(' word')] }]);
    return { doc, ...mountToday(doc) };
  };
  const xml = (doc: Y.Doc) =>
    contentOf(doc)
      .toString()
      .replaceAll(/ id="[^"]*"/g, '');
  const shiny = (words: string) => `<sparkle colour="gold">${words}</sparkle>`;

  it('[G3] grows with what is typed among its words, not with what is typed beside them', () => {
    const { editor, doc } = open();
    selectText(editor, 8);
    editor.view.dispatch(editor.state.tr.insertText('x'));
    selectText(editor, 3);
    editor.view.dispatch(editor.state.tr.insertText('y'));
    selectText(editor, 6);
    editor.view.dispatch(editor.state.tr.insertText('z'));
    expect(xml(doc)).toBe(`<paragraph>a y${shiny('shziny')}x word</paragraph>`);
    editor.destroy();
  });

  it('[G3] stays when formats are cleared, and beside other formats', () => {
    const { editor, doc, heard } = open();
    editor.commands.selectAll();
    editor.commands.toggleBold();
    expect(editor.isActive('bold')).toBe(true);
    editor.chain().selectAll().unsetAllMarks().clearNodes().run();
    expect(xml(doc)).toBe(`<paragraph>a ${shiny('shiny')} word</paragraph>`);
    expect(heard.kept).toBe(1);
    editor.destroy();
  });

  it('[G3] is not given up for code, where it could not be', () => {
    const { editor, doc, heard } = open();
    editor.commands.selectAll();
    editor.commands.toggleCode();
    editor.commands.toggleCodeBlock();
    expect(xml(doc)).toBe(`<paragraph>a ${shiny('shiny')} word</paragraph>`);
    expect(heard.kept).toBe(2);
    editor.destroy();
  });

  it('[G3] goes with words that are cut and pasted, and not with made-up HTML', () => {
    const { editor, doc } = open();
    selectText(editor, 3, 8);
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    const html = dom.innerHTML;
    editor.view.dispatch(editor.state.tr.deleteSelection());
    editor.commands.setTextSelection(1);
    editor.view.pasteHTML(html);
    expect(xml(doc)).toBe(`<paragraph>${shiny('shiny')}a  word</paragraph>`);
    editor.view.pasteHTML(
      '<span data-foreign-mark="other">b</span><span data-foreign-mark="sparkle" data-foreign-attributes="{">c</span>',
    );
    expect(xml(doc)).not.toContain('other');
    editor.destroy();
  });
});

describe('an unknown attribute', () => {
  const open = (block: object) => {
    const doc = writtenByNewer([block, paragraph('after')]);
    return { doc, ...mountToday(doc) };
  };
  const glad = { type: 'paragraph', attrs: { mood: 'glad' }, content: [text('one two')] };
  const moods = (doc: Y.Doc) =>
    contentOf(doc)
      .toArray()
      .map((block) => (block instanceof Y.XmlElement ? `${block.nodeName}:${block.getAttribute('mood') ?? ''}` : ''));

  it('[G3] stays with a block that is typed in, split, and made into another', () => {
    const { editor, doc } = open(glad);
    selectText(editor, 4);
    editor.view.dispatch(editor.state.tr.insertText('x'));
    expect(moods(doc)).toEqual(['paragraph:glad', 'paragraph:']);
    press(editor, 'Enter');
    expect(moods(doc)).toEqual(['paragraph:glad', 'paragraph:glad', 'paragraph:']);
    editor.commands.setNode('heading', { level: 2 });
    expect(moods(doc)).toEqual(['paragraph:glad', 'heading:glad', 'paragraph:']);
    editor.commands.toggleCodeBlock();
    expect(moods(doc)).toEqual(['paragraph:glad', 'codeBlock:glad', 'paragraph:']);
    selectText(editor, 5);
    press(editor, 'Enter');
    expect(moods(doc)).toEqual(['paragraph:glad', 'paragraph:', 'codeBlock:glad', 'paragraph:']);
    editor.destroy();
  });

  it('[G3] stays with a list that becomes another kind of list', () => {
    const { editor, doc } = open({
      type: 'bulletList',
      attrs: { mood: 'glad' },
      content: [{ type: 'listItem', content: [paragraph('item')] }],
    });
    selectText(editor, 4);
    editor.commands.toggleOrderedList();
    expect(moods(doc)).toEqual(['orderedList:glad', 'paragraph:']);
    editor.destroy();
  });

  it('[G3] goes with a block that is cut and pasted', () => {
    const { editor, doc } = open(glad);
    editor.commands.setNodeSelection(0);
    const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
    const html = dom.innerHTML;
    editor.view.dispatch(editor.state.tr.deleteSelection());
    editor.commands.setTextSelection(editor.state.doc.content.size - 1);
    editor.commands.enter();
    editor.view.pasteHTML(html);
    expect(moods(doc)).toContain('paragraph:glad');
    editor.destroy();
  });
});
