// @vitest-environment happy-dom
import { Editor } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { createEditorExtensions } from './editor-extensions.ts';
import { noForeignContent } from './guard/foreign-content.ts';
import { contentSchema } from './schema.ts';

const editors: Editor[] = [];

function mount(doc: Y.Doc, awareness = new Awareness(doc)): Editor {
  const editor = new Editor({
    injectCSS: false,
    element: document.createElement('div'),
    extensions: createEditorExtensions({
      doc,
      awareness,
      placeholder: () => 'Write here',
      someone: 'Someone',
      onToolbarKey: vi.fn(),
      onLinkKey: vi.fn(),
      guard: { foreign: noForeignContent, words: { label: '', remove: '' }, onKept: vi.fn(), onRemovalAsked: vi.fn() },
    }),
  });
  editors.push(editor);
  return editor;
}

afterEach(() => {
  for (const editor of editors.splice(0)) editor.destroy();
});

const everyBlock = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 1 }, content: [{ type: 'text', text: 'Heading' }] },
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'plain ' },
        { type: 'text', text: 'bold', marks: [{ type: 'bold' }, { type: 'italic' }] },
        { type: 'text', text: 'link', marks: [{ type: 'link', attrs: { href: 'https://example.org' } }] },
        { type: 'hardBreak' },
      ],
    },
    {
      type: 'bulletList',
      content: [{ type: 'listItem', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'bullet' }] }] }],
    },
    { type: 'orderedList', content: [{ type: 'listItem', content: [{ type: 'paragraph' }] }] },
    {
      type: 'taskList',
      content: [
        {
          type: 'taskItem',
          attrs: { checked: true },
          content: [{ type: 'paragraph', content: [{ type: 'text', text: 'task' }] }],
        },
      ],
    },
    { type: 'blockquote', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'quote' }] }] },
    { type: 'codeBlock', content: [{ type: 'text', text: 'code' }] },
    { type: 'horizontalRule' },
  ],
};

/** A document with everything in it, as it would come from another device: no editor has touched this copy. */
function receivedDocument(): Y.Doc {
  const doc = new Y.Doc();
  prosemirrorJSONToYXmlFragment(contentSchema, everyBlock, doc.getXmlFragment('content'));
  return doc;
}

function countUpdates(doc: Y.Doc): () => number {
  let count = 0;
  doc.on('update', () => {
    count += 1;
  });
  return () => count;
}

describe('mounting', () => {
  it.each([
    ['an empty document', () => new Y.Doc()],
    ['a document with every block', receivedDocument],
  ])('[EDIT-MOUNT] writes nothing into %s, and neither do selecting and leaving', async (_, open) => {
    const doc = open();
    const updates = countUpdates(doc);
    const before = Y.encodeStateAsUpdate(doc);
    const editor = mount(doc);
    await new Promise((resolve) => editor.on('create', resolve));
    editor.commands.selectAll();
    editor.destroy();
    expect(updates()).toBe(0);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
  });

  it('[EDIT-MOUNT] shows every block it was given', () => {
    expect(
      mount(receivedDocument())
        .getJSON()
        .content?.map(({ type }) => type),
    ).toEqual(everyBlock.content.map(({ type }) => type));
  });
});

describe('undo', () => {
  it('[EDIT-UNDO] takes back neither what was loaded nor what others type', () => {
    const doc = receivedDocument();
    const editor = mount(doc);
    expect(editor.can().undo()).toBe(false);

    const remote = new Y.Doc();
    Y.applyUpdate(remote, Y.encodeStateAsUpdate(doc));
    mount(remote).commands.insertContentAt(1, 'REMOTE ');
    editor.commands.insertContentAt(editor.state.doc.content.size, {
      type: 'paragraph',
      content: [{ type: 'text', text: 'OWN' }],
    });
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(remote));
    expect(editor.getText()).toContain('REMOTE');
    expect(editor.getText()).toContain('OWN');

    editor.commands.undo();
    expect(editor.getText()).toContain('REMOTE');
    expect(editor.getText()).not.toContain('OWN');
    editor.commands.undo();
    expect(editor.getText()).toContain('REMOTE Heading');
  });
});

describe('headings', () => {
  it('[EDIT-HEADING] of level 1 is an h2, because the title is the h1, and keeps its level when pasted', () => {
    const editor = mount(new Y.Doc());
    editor.commands.setContent(everyBlock);
    const html = editor.getHTML();
    expect(html).toMatch(/<h2 [^>]*data-level="1">Heading<\/h2>/);
    const other = mount(new Y.Doc());
    other.commands.setContent(html);
    expect(other.state.doc.firstChild?.attrs['level']).toBe(1);
  });

  it('[EDIT-HEADING] from another program keeps the level it has there', () => {
    const editor = mount(new Y.Doc());
    editor.commands.setContent('<h3>Elsewhere</h3>');
    expect(editor.state.doc.firstChild?.attrs['level']).toBe(3);
  });

  it('[EDIT-HEADING] of the deepest level says so where HTML has no tag for it', () => {
    const editor = mount(new Y.Doc());
    editor.commands.setContent({ type: 'doc', content: [{ type: 'heading', attrs: { level: 6 } }] });
    expect(editor.getHTML()).toMatch(/<h6 [^>]*aria-level="7" data-level="6">/);
  });
});

describe('links', () => {
  it('[EDIT-LINK] with a dangerous address are neither read, made, nor shown', () => {
    const editor = mount(new Y.Doc());
    editor.commands.setContent('<p><a href="javascript:alert(1)">pasted</a></p>');
    expect(editor.getHTML()).not.toContain('<a');
    editor.commands.selectAll();
    expect(editor.commands.setLink({ href: 'javascript:alert(1)' })).toBe(false);

    const doc = new Y.Doc();
    const text = new Y.XmlText();
    text.insert(0, 'hostile', { link: { href: 'javascript:alert(1)' } });
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [text]);
    doc.getXmlFragment('content').insert(0, [paragraph]);
    expect(mount(doc).getHTML()).not.toContain('javascript');
  });
});

describe('the carets of others', () => {
  const hostileStates = [
    null,
    'text',
    { cursor: 'nowhere' },
    { user: 'Ana', cursor: { anchor: {}, head: {} } },
    { user: { name: { toString: 1 }, color: 7 }, cursor: { anchor: null, head: 3 } },
    {
      user: { id: 'x', name: 'X'.repeat(9999) },
      cursor: { anchor: { type: { client: -1 } }, head: { tname: 'nothing' } },
    },
  ];

  it('[EDIT-CARET] can be anything at all: the editor goes on, and the honest ones are drawn', async () => {
    const doc = receivedDocument();
    const awareness = new Awareness(doc);
    const editor = mount(doc, awareness);
    const position = Y.relativePositionToJSON(
      Y.createRelativePositionFromTypeIndex(doc.getXmlFragment('content').get(0), 0),
    );
    const honest = { user: { id: 'ana', name: 'Ana' }, cursor: { anchor: position, head: position } };
    // What arrives is whatever the other side wrote, not what the types say.
    for (const [index, state] of [...hostileStates, honest, ...hostileStates].entries())
      awareness.states.set(index + 1000, JSON.parse(JSON.stringify(state)));
    awareness.emit('change', [{ added: [1000], updated: [], removed: [] }, 'test']);

    await vi.waitFor(() => expect(editor.view.dom.querySelectorAll('.caret')).toHaveLength(1));
    expect(editor.view.dom.querySelector('.caret')?.textContent).toContain('Ana');
    expect(editor.view.dom.querySelector('.caret')?.getAttribute('aria-hidden')).toBe('true');
    editor.commands.insertContentAt(1, 'still writing ');
    expect(editor.getText()).toContain('still writing');
  });
});
