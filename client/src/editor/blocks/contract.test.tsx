// @vitest-environment happy-dom
import { type Editor, generateHTML, generateJSON, type JSONContent } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { startI18n } from '../../i18n/i18n.ts';
import { destroyEditors, mountEditor } from '../block-ids/test-editor.ts';
import { contentToMarkdown } from '../content-to-markdown.ts';
import { formatSchemas } from '../formats/format-schemas.ts';
import { partsIn } from '../guard/schema-stamp.ts';
import { mountToday, recordUpdates } from '../guard/test-two-versions.ts';
import { destroyWriting, english, mountWriting, typeKeys } from '../insert/test-writing.ts';
import { StaticContent } from '../StaticContent.tsx';
import { contentExtensions, contentSchema } from '../schema.ts';
import { undoPartsOf } from '../undo/undo-parts.ts';
import { blockSchemas } from './block-schemas.ts';
import { byFolder } from './by-folder.ts';
import type { BlockExample, MenuEntry, Translate } from './contract.ts';
import { menuEntries } from './menu-entries.ts';

const required = ['schema.ts', 'menu.ts', 'markdown.ts', 'words.en.ts', 'words.fr.ts', 'example.ts'];

/** Those have folders and examples of their own. */
const ofFormats = new Set([...formatSchemas.values()].flatMap(({ blockAttributes = [] }) => blockAttributes));

const files = Object.keys(import.meta.glob('./*/*')).map((path) => path.split('/').slice(1));
const folders = [...new Set(files.map(([folder = '']) => folder))];
const filesOf = (folder: string) => files.filter(([name]) => name === folder).map(([, file]) => file);

const examples = byFolder(import.meta.glob<BlockExample>('./*/example.ts', { eager: true, import: 'example' }));
const menus = byFolder(import.meta.glob<readonly MenuEntry[]>('./*/menu.ts', { eager: true, import: 'menu' }));
const t: Translate = i18next.getFixedT('en', ['translation', 'blocks']);

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startI18n('en', english);
});
afterEach(() => {
  destroyEditors();
  destroyWriting();
});
afterAll(() => vi.unstubAllGlobals());

const toPage = (content: readonly JSONContent[]): JSONContent => ({ type: 'doc', content: [...content] });

/** As the schema reads it: with all attributes. */
const normalize = (content: readonly JSONContent[]): JSONContent =>
  contentSchema.nodeFromJSON(toPage(content)).toJSON();

function toYjs(content: readonly JSONContent[]): Y.Doc {
  const doc = new Y.Doc();
  prosemirrorJSONToYXmlFragment(contentSchema, toPage(content), doc.getXmlFragment('content'));
  return doc;
}

const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content');

const wordsIn = (content: readonly JSONContent[]): string[] =>
  content.flatMap((node) => [...(node.text === undefined ? [] : [node.text]), ...wordsIn(node.content ?? [])]);

describe('the folders of the blocks', () => {
  it('[EDIT-BLOCK] are found by themselves, and lack nothing', () => {
    expect(folders.length).toBeGreaterThan(6);
    for (const folder of folders)
      expect({ folder, files: filesOf(folder) }).toEqual({ folder, files: expect.arrayContaining(required) });
  });

  it('[EDIT-BLOCK] bring every block of the schema, each once, and say what it is to those who give ids', () => {
    const brought = folders.flatMap((folder) => Object.keys(blockSchemas.get(folder)?.kinds ?? {}));
    const blocks = Object.values(contentSchema.nodes).filter(({ isBlock, name }) => isBlock && name !== 'doc');
    expect(brought.sort()).toEqual(blocks.map(({ name }) => name).sort());
  });

  it('[EDIT-BLOCK] name their entries once, in words of their own', () => {
    const ids = menuEntries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const entry of menuEntries)
      for (const words of [entry.label(t), entry.synonyms(t)]) expect(words).not.toMatch(/[.:]|\{\{|^$/);
  });
});

describe.each(folders)('the block of the folder %s', (folder) => {
  const { content, markdown } = examples.get(folder) ?? { content: [], markdown: '' };
  const entries = menus.get(folder) ?? [];
  const nodeNames = Object.keys(blockSchemas.get(folder)?.kinds ?? {});

  it('[EDIT-BLOCK] has an example with all of its parts', () => {
    const parts = partsIn(contentOf(toYjs(content)).toArray());
    for (const name of nodeNames) {
      expect(parts).toContain(`node:${name}`);
      for (const attribute of Object.keys(contentSchema.nodes[name]?.spec.attrs ?? {}))
        if (attribute !== 'id' && !ofFormats.has(`${name}.${attribute}`))
          expect(parts).toContain(`attribute:${name}.${attribute}`);
    }
  });

  it('[EDIT-BLOCK] is the same after HTML', () => {
    const html = generateHTML(normalize(content), contentExtensions);
    expect(generateJSON(html, contentExtensions)).toEqual(normalize(content));
  });

  it('[EDIT-MOUNT] is the same in an editor that is mounted on it, which writes nothing', () => {
    const doc = toYjs(content);
    const updates = recordUpdates(doc);
    expect(mountEditor(doc).getJSON()).toEqual(normalize(content));
    expect(updates).toEqual([]);
  });

  it('[EDIT-BLOCK] can be read as Markdown', () => {
    expect(contentToMarkdown(contentOf(toYjs(content)))).toBe(markdown);
  });

  it('[G1] is shown without an editor, as something that is known, and nothing is written', async () => {
    const doc = toYjs(content);
    const updates = recordUpdates(doc);
    const place = document.createElement('div');
    const root = createRoot(place);
    await act(async () => root.render(<StaticContent doc={doc} language="en" />));
    for (const words of wordsIn(content)) expect(place.textContent).toContain(words);
    expect(place.querySelector('.foreign')).toBeNull();
    expect(place.firstElementChild?.childElementCount).toBe(content.length);
    await act(async () => root.unmount());
    expect(updates).toEqual([]);
  });

  it('[G3] stays what it is in a client that does not have it, whatever is written beside it', () => {
    const doc = toYjsAsUnknown(content, nodeNames);
    const before = contentOf(doc).toString();
    const { editor } = mountToday(doc);
    for (const place of [editor.state.doc.content.size - 1, 1])
      editor.view.dispatch(editor.state.tr.insertText('¤', place));
    editor.destroy();
    const after = contentOf(doc).toString();
    expect(after.split('¤').length).toBe(3);
    expect(after.replaceAll('¤', '')).toBe(before);
  });

  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '[EDIT-INSERT] is made by the entry %s, keeps the words and is undone in one step',
    (_, entry) => {
      const editor = writeLine('before the caret');
      const before = editor.getJSON();
      entry.run(editor.chain()).run();
      expect(editor.getText()).toContain('before the caret');
      const isMade = entry.id === 'paragraph' || !editor.state.doc.eq(contentSchema.nodeFromJSON(before));
      expect(isMade).toBe(true);
      if (entry.isOn !== undefined) expect(entry.isOn(editor)).toBe(true);
      if (entry.id === 'paragraph') return;
      editor.commands.undo();
      expect(editor.getJSON()).toEqual(before);
    },
  );

  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '[EDIT-SLASH] is made by the name of the entry %s behind a slash, as by the entry itself',
    (_, entry) => {
      const expected = writeLine('before the caret ');
      entry.run(expected.chain()).run();
      const editor = writeLine('before the caret ');
      typeKeys(editor, [...`/${entry.label(t)}`, 'Enter']);
      expect(withoutIds(editor.getJSON())).toEqual(withoutIds(expected.getJSON()));
    },
  );
});

/** A line with the caret at its end; what comes next is a step of its own for undo. */
function writeLine(words: string): Editor {
  const editor = mountWriting();
  editor.commands.setContent(toPage([{ type: 'paragraph', content: [{ type: 'text', text: words }] }]));
  editor.commands.setTextSelection(words.length + 1);
  undoPartsOf(editor.state).undoManager.stopCapturing();
  return editor;
}

const withoutIds = (content: JSONContent): unknown =>
  JSON.parse(JSON.stringify(content, (key, value) => (key === 'id' ? undefined : value)));

/** As a newer version writes blocks, under names that today's does not know, between two paragraphs. */
function toYjsAsUnknown(content: readonly JSONContent[], names: readonly string[]): Y.Doc {
  const doc = new Y.Doc();
  const rename = (node: Y.XmlElement | Y.XmlText | Y.XmlHook): Y.XmlElement | Y.XmlText => {
    if (node instanceof Y.XmlText) return node.clone();
    if (node instanceof Y.XmlHook) throw new Error('No program of ours writes a hook');
    const copy = new Y.XmlElement(names.includes(node.nodeName) ? `unknown-${node.nodeName}` : node.nodeName);
    for (const [name, value] of Object.entries(node.getAttributes()))
      if (value !== undefined) copy.setAttribute(name, value);
    copy.insert(0, node.toArray().map(rename));
    return copy;
  };
  const unknown = contentOf(toYjs(content)).toArray().map(rename);
  contentOf(doc).insert(0, [new Y.XmlElement('paragraph'), ...unknown, new Y.XmlElement('paragraph')]);
  return doc;
}
