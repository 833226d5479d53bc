// @vitest-environment happy-dom
import { type Editor, generateHTML, generateJSON, type JSONContent, Mark } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import i18next from 'i18next';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { startI18n } from '../../i18n/i18n.ts';
import { destroyEditors, mountEditor, page, paragraph } from '../block-ids/test-editor.ts';
import { byFolder } from '../blocks/by-folder.ts';
import type { Translate } from '../blocks/contract.ts';
import { contentToMarkdown } from '../content-to-markdown.ts';
import { partsIn } from '../guard/schema-stamp.ts';
import { mountToday, recordUpdates } from '../guard/test-two-versions.ts';
import { inlineSchemas } from '../inline/inline-schemas.ts';
import { english } from '../insert/test-writing.ts';
import { StaticContent } from '../StaticContent.tsx';
import { contentExtensions, contentSchema } from '../schema.ts';
import { undoPartsOf } from '../undo/undo-parts.ts';
import type { FormatEntry, FormatExample } from './contract.ts';
import { formatEntries } from './format-entries.ts';
import { formatSchemas } from './format-schemas.ts';

const required = ['schema.ts', 'menu.ts', 'words.en.ts', 'words.fr.ts', 'example.ts'];

/** The formats, and what stands in the line: both are words with a mark. */
const markSchemas = new Map([...formatSchemas, ...inlineSchemas]);

const files = Object.keys(import.meta.glob(['./*/*', '../inline/*/*'])).map((path) => path.split('/').slice(-2));
// A link has its mark from the first release, and emoji are words.
const folders = [...markSchemas.keys()];
const filesOf = (folder: string) => files.filter(([name]) => name === folder).map(([, file]) => file);

const examples = byFolder(
  import.meta.glob<FormatExample>(['./*/example.ts', '../inline/*/example.ts'], { eager: true, import: 'example' }),
);
const menus = byFolder(import.meta.glob<readonly FormatEntry[]>('./*/menu.ts', { eager: true, import: 'menu' }));
const t: Translate = i18next.getFixedT('en', ['translation', 'blocks']);

beforeAll(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  await startI18n('en', english);
});
afterEach(destroyEditors);
afterAll(() => vi.unstubAllGlobals());

const toPage = (content: readonly JSONContent[]): JSONContent => page(...content);

/** As the schema reads it: with all attributes. */
const normalize = (content: readonly JSONContent[]): JSONContent =>
  contentSchema.nodeFromJSON(toPage(content)).toJSON();

function toYjs(content: readonly JSONContent[]): Y.Doc {
  const doc = new Y.Doc();
  prosemirrorJSONToYXmlFragment(contentSchema, toPage(content), doc.getXmlFragment('content'));
  return doc;
}

const contentOf = (doc: Y.Doc) => doc.getXmlFragment('content');

const marksOf = (folder: string): string[] =>
  (markSchemas.get(folder)?.extensions ?? []).filter((extension) => extension instanceof Mark).map(({ name }) => name);

const attributesOf = (folder: string): string[] => [
  ...marksOf(folder).flatMap((mark) =>
    Object.keys(contentSchema.marks[mark]?.spec.attrs ?? {}).map((attribute) => `${mark}.${attribute}`),
  ),
  ...(markSchemas.get(folder)?.blockAttributes ?? []),
];

/** What is drawn, by its selectors, with its words. */
const drawnIn = (place: Element, { drawn }: FormatExample) =>
  Object.fromEntries(Object.keys(drawn).map((selector) => [selector, place.querySelector(selector)?.textContent]));

async function drawStatic(doc: Y.Doc, look: (place: Element) => void): Promise<void> {
  const place = document.createElement('div');
  const root = createRoot(place);
  await act(async () => root.render(<StaticContent doc={doc} language="en" />));
  look(place);
  await act(async () => root.unmount());
}

describe('the folders of the formats and of what stands in the line', () => {
  it('[EDIT-FORMAT] are found by themselves, and lack nothing', () => {
    expect(folders.length).toBeGreaterThan(3);
    for (const folder of folders) {
      expect({ folder, files: filesOf(folder) }).toEqual({ folder, files: expect.arrayContaining(required) });
      if (marksOf(folder).length > 0) expect(filesOf(folder)).toContain('markdown.ts');
    }
  });

  it('[EDIT-FORMAT] name their entries once, in words of their own, and give no shortcut to two', () => {
    const ids = formatEntries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const keys = formatEntries.flatMap((entry) => entry.keys ?? []);
    expect(new Set(keys).size).toBe(keys.length);
    for (const { label, section } of formatEntries)
      for (const words of [label(t), section?.(t) ?? 'none']) expect(words).not.toMatch(/[.:]|\{\{|^$/);
  });
});

describe.each(folders)('the format of the folder %s', (folder) => {
  const example: FormatExample = examples.get(folder) ?? { content: [], markdown: '', drawn: {} };
  const { content, markdown, drawn } = example;
  const entries = menus.get(folder) ?? [];
  const marks = marksOf(folder);

  it('[EDIT-FORMAT] has an example with all of its parts', () => {
    const parts = partsIn(contentOf(toYjs(content)).toArray());
    for (const mark of marks) expect(parts).toContain(`mark:${mark}`);
    for (const attribute of attributesOf(folder)) expect(parts).toContain(`attribute:${attribute}`);
    expect(Object.keys(drawn)).not.toEqual([]);
  });

  it('[EDIT-FORMAT] stands once on the same words, and beside every other', () => {
    const types = Object.values(contentSchema.marks).filter(({ name }) => name !== 'code');
    for (const name of marks)
      expect(types.filter((other) => contentSchema.marks[name]?.excludes(other)).map((other) => other.name)).toEqual([
        name,
      ]);
  });

  it('[EDIT-FORMAT] is the same after HTML, which has no style of its own', () => {
    const html = generateHTML(normalize(content), contentExtensions);
    expect(generateJSON(html, contentExtensions)).toEqual(normalize(content));
    expect(html).not.toMatch(/style=|class=/);
  });

  it('[EDIT-MOUNT] is the same in an editor that is mounted on it, which writes nothing', () => {
    const doc = toYjs(content);
    const updates = recordUpdates(doc);
    const editor = mountEditor(doc);
    expect(editor.getJSON()).toEqual(normalize(content));
    expect(drawnIn(editor.view.dom, example)).toEqual(drawn);
    expect(updates).toEqual([]);
  });

  it('[EDIT-FORMAT] can be read as Markdown', () => {
    expect(contentToMarkdown(contentOf(toYjs(content)))).toBe(markdown);
  });

  it('[G1] is shown without an editor as in one, and nothing is written', async () => {
    const doc = toYjs(content);
    const updates = recordUpdates(doc);
    await drawStatic(doc, (place) => expect(drawnIn(place, example)).toEqual(drawn));
    expect(updates).toEqual([]);
  });

  it('[G3] stays what it is in a client that does not have it, whatever is written beside it', () => {
    const doc = asUnknown(toYjs(content), folder);
    const before = contentOf(doc).toString();
    expect(before).toContain('unknown');
    const { editor } = mountToday(doc);
    const ends: number[] = [];
    editor.state.doc.forEach((node, offset) => {
      ends.push(offset + node.nodeSize - 1);
    });
    for (const end of ends.reverse()) editor.view.dispatch(editor.state.tr.insertText('¤', end));
    editor.destroy();
    expect(contentOf(doc).toString().split('¤').length).toBe(ends.length + 1);
    expect(contentOf(doc).toString().replaceAll('¤', '')).toBe(before);
  });

  it.each(['red"onload="x', 'red;background:url(https://example.org/x)', '__proto__', '', 7, true])(
    '[EDIT-HOSTILE] with %j as its value says nothing to the page, and keeps words and value',
    async (value) => {
      const doc = withValue(toYjs(content), folder, value);
      const before = contentOf(doc).toString();
      const { editor } = mountToday(doc);
      const look = (place: Element) => {
        for (const node of content)
          for (const { text = '' } of node.content ?? []) expect(place.textContent).toContain(text);
        expect(place.querySelector('[style], [class*="red"], [onload], img, link')).toBeNull();
      };
      look(editor.view.dom);
      editor.view.dispatch(editor.state.tr.insertText('¤', 1));
      editor.destroy();
      expect(contentOf(doc).toString().replace('¤', '')).toBe(before);
      await drawStatic(doc, look);
    },
  );

  it.each(entries.map((entry) => [entry.id, entry] as const))(
    '[EDIT-FORMAT] is given by the entry %s and its shortcut, keeps the words and is undone in one step',
    (_, entry) => {
      const editor = selectWords();
      const before = editor.getJSON();
      entry.run(editor.chain()).run();
      expect(editor.getText()).toBe('one two three');
      if (entry.isOn === undefined) return;
      expect(entry.isOn(editor)).toBe(true);
      const after = editor.getJSON();
      editor.commands.undo();
      expect(editor.getJSON()).toEqual(before);
      if (entry.keys === undefined) return;
      editor.commands.setTextSelection({ from: 5, to: 8 });
      pressKeys(editor, entry.keys);
      expect(editor.getJSON()).toEqual(after);
    },
  );
});

/** A line with its second word selected; what comes next is a step of its own for undo. */
function selectWords(): Editor {
  const editor = mountEditor(new Y.Doc());
  editor.commands.setContent(toPage([paragraph('one two three')]));
  editor.commands.setTextSelection({ from: 5, to: 8 });
  undoPartsOf(editor.state).undoManager.stopCapturing();
  return editor;
}

function pressKeys({ view }: Editor, keys: string): void {
  const names = keys.split('-');
  const event = new KeyboardEvent('keydown', {
    key: names.at(-1) ?? '',
    ctrlKey: names.includes('Mod'),
    shiftKey: names.includes('Shift'),
    altKey: names.includes('Alt'),
  });
  view.someProp('handleKeyDown', (handle) => handle(view, event));
}

type Attributes = Readonly<Record<string, unknown>>;
type BlockAttributes = Readonly<Record<string, string | undefined>>;

/** The same document with other attributes on its blocks and words. */
function rewrite(
  doc: Y.Doc,
  change: {
    readonly block: (name: string, block: BlockAttributes) => BlockAttributes;
    readonly words: (marks: Attributes) => object;
  },
): Y.Doc {
  const copy = (node: Y.XmlElement | Y.XmlText | Y.XmlHook): Y.XmlElement | Y.XmlText => {
    if (node instanceof Y.XmlHook) throw new Error('No program of ours writes a hook');
    if (node instanceof Y.XmlText) {
      const text = new Y.XmlText();
      const delta: readonly { readonly insert?: unknown; readonly attributes?: Attributes }[] = node.toDelta();
      text.applyDelta(delta.map(({ insert, attributes = {} }) => ({ insert, attributes: change.words(attributes) })));
      return text;
    }
    const element = new Y.XmlElement(node.nodeName);
    for (const [name, value] of Object.entries(change.block(node.nodeName, node.getAttributes())))
      if (value !== undefined) element.setAttribute(name, value);
    element.insert(0, node.toArray().map(copy));
    return element;
  };
  const rewritten = new Y.Doc();
  contentOf(rewritten).insert(0, contentOf(doc).toArray().map(copy));
  return rewritten;
}

function renamed<T>(attributes: Readonly<Record<string, T>>, isRenamed: (name: string) => boolean) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [isRenamed(name) ? `unknown-${name}` : name, value]),
  );
}

/** As a newer version writes it, under names that today's does not know. */
const asUnknown = (doc: Y.Doc, folder: string): Y.Doc =>
  rewrite(doc, {
    block: (block, attributes) => renamed(attributes, (name) => attributesOf(folder).includes(`${block}.${name}`)),
    words: (attributes) => renamed(attributes, (name) => marksOf(folder).includes(name)),
  });

/** With that value in every attribute of the format. */
const withValue = (doc: Y.Doc, folder: string, value: unknown): Y.Doc =>
  rewrite(doc, {
    block: (block, attributes) =>
      Object.fromEntries(
        Object.entries(attributes).map(([name, old]) => [
          name,
          attributesOf(folder).includes(`${block}.${name}`) ? String(value) : old,
        ]),
      ),
    words: (attributes) =>
      Object.fromEntries(
        Object.entries(attributes).map(([mark, old]) => [
          mark,
          marksOf(folder).includes(mark) && typeof old === 'object' && old !== null
            ? Object.fromEntries(Object.keys(old).map((name) => [name, value]))
            : old,
        ]),
      ),
  });
