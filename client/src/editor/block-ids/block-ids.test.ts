// @vitest-environment happy-dom
import type { Editor, JSONContent } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { noForeignContent } from '../guard/foreign-content.ts';
import { createSchemaGuard } from '../guard/schema-guard.ts';
import { findBlock, isBlockId } from './block-id.ts';
import { allIds, everyBlock, goTo, receive, selectFrom, textsById, wordsOf, write } from './test-blocks.ts';
import { bullets, code, destroyEditors, heading, mountEditor, paragraph, quote, tasks } from './test-editor.ts';

afterEach(destroyEditors);

describe('who gets an id', () => {
  it('[EDIT-ID] every block with content that is made here, each its own, and the schema guard knows it', () => {
    const { doc, content } = write(...everyBlock(), { type: 'horizontalRule' });
    const ids = allIds(content);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !isBlockId(id) || id.includes(':'))).toHaveLength(1);
    expect(content.get(6).toString()).toBe('<horizontalrule></horizontalrule>');
    expect(createSchemaGuard(doc).assess()).toEqual({ name: 'ready', foreign: noForeignContent });
  });

  it('[EDIT-ID] not what is mounted or received: those blocks are known by their Yjs item', () => {
    const { doc, content } = receive(...everyBlock());
    const before = Y.encodeStateAsUpdate(doc);
    const ids = allIds(content);
    const editor = mountEditor(doc);
    editor.commands.selectAll();
    const other = write(paragraph('from elsewhere'));
    Y.applyUpdate(other.doc, before);
    other.editor.destroy();
    editor.destroy();
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    expect(ids.every((id) => id.includes(':'))).toBe(true);
    expect(ids.every((id) => findBlock(other.content, id) !== undefined)).toBe(true);
  });

  it('[EDIT-ID] typing inside a block writes the letter and nothing else', () => {
    for (const { doc, editor } of [
      write(paragraph('here')),
      ((made) => ({ ...made, editor: mountEditor(made.doc) }))(receive(paragraph('here'))),
    ]) {
      goTo(editor, 'here', 2);
      const before = Y.encodeStateVector(doc);
      editor.commands.insertContent('x');
      const { structs, ds } = Y.decodeUpdate(Y.encodeStateAsUpdate(doc, before));
      expect(structs).toHaveLength(1);
      expect(structs[0]).toMatchObject({ content: { str: 'x' } });
      expect([...ds.clients.values()].flat().filter(({ len }) => len > 0 && structs.length === 0)).toEqual([]);
    }
  });
});

type Command = readonly [name: string, from: JSONContent[], words: string, run: (editor: Editor) => void];

const retype: Command[] = [
  ['paragraph to heading', [paragraph('words')], 'words', (e) => e.commands.toggleHeading({ level: 2 })],
  ['heading to paragraph', [heading('words')], 'words', (e) => e.commands.setParagraph()],
  ['heading to another level', [heading('words')], 'words', (e) => e.commands.toggleHeading({ level: 3 })],
  ['paragraph to code', [paragraph('words')], 'words', (e) => e.commands.toggleCodeBlock()],
  ['code to paragraph', [code('words')], 'words', (e) => e.commands.toggleCodeBlock()],
  ['paragraph to bullets', [paragraph('words')], 'words', (e) => e.commands.toggleBulletList()],
  ['heading to numbers', [heading('words')], 'words', (e) => e.commands.toggleOrderedList()],
  ['paragraph to tasks', [paragraph('words')], 'words', (e) => e.commands.toggleTaskList()],
  ['bullets to paragraphs', [bullets('words', 'more')], 'words', (e) => e.commands.toggleBulletList()],
  ['bullets to numbers', [bullets('a', 'words')], 'words', (e) => e.commands.toggleOrderedList()],
  ['bullets to tasks', [bullets('a', 'words')], 'words', (e) => e.commands.toggleTaskList()],
  ['tasks to bullets', [tasks('words', 'b')], 'words', (e) => e.commands.toggleBulletList()],
  ['into a quote', [paragraph('words')], 'words', (e) => e.commands.toggleBlockquote()],
  ['out of a quote', [quote(paragraph('words'), paragraph('b'))], 'words', (e) => e.commands.toggleBlockquote()],
  ['a deeper item', [bullets('a', 'words')], 'words', (e) => e.commands.sinkListItem('listItem')],
  ['out of a list', [bullets('a', 'words', 'b')], 'words', (e) => e.commands.liftListItem('listItem')],
  ['no formatting', [quote(heading('words'))], 'words', (e) => e.chain().unsetAllMarks().clearNodes().run()],
  ['a new line before', [paragraph('words')], 'words', (e) => e.commands.splitBlock()],
  ['a new line before a heading', [heading('words')], 'words', (e) => e.commands.splitBlock()],
  ['a new item before', [bullets('words', 'b')], 'words', (e) => e.commands.splitListItem('listItem')],
  ['a line before it', [paragraph('words')], 'words', (e) => e.commands.setHorizontalRule()],
];

const selectAndRetype: Command[] = [
  [
    'two paragraphs to headings',
    [paragraph('words'), paragraph('z')],
    'words',
    (e) => e.commands.setHeading({ level: 2 }),
  ],
  ['two paragraphs to code', [paragraph('words'), heading('z')], 'words', (e) => e.commands.setCodeBlock()],
  ['two paragraphs to a list', [paragraph('words'), paragraph('z')], 'words', (e) => e.commands.toggleBulletList()],
  ['mixed blocks to a list', [heading('words'), quote(paragraph('z'))], 'words', (e) => e.commands.toggleOrderedList()],
  ['two paragraphs to a quote', [paragraph('words'), paragraph('z')], 'words', (e) => e.commands.setBlockquote()],
  ['a list and a paragraph to tasks', [bullets('words'), paragraph('z')], 'words', (e) => e.commands.toggleTaskList()],
];

describe('an id stays with its words', () => {
  const select = (editor: Editor, isAll: boolean, words: string) =>
    isAll ? selectFrom(editor, 'words', 'z') : goTo(editor, words);
  const cases = [
    ...retype.map(([name, ...rest]) => ({ name, isAll: false, rest })),
    ...selectAndRetype.map(([name, ...rest]) => ({ name, isAll: true, rest })),
  ];

  it.each(cases)('[EDIT-ID] $name: written here', ({ isAll, rest: [from, words, run] }) => {
    const { content, editor } = write(...from);
    const ids = new Map(textsById(content));
    select(editor, isAll, words);
    const html = editor.getHTML();
    run(editor);
    expect(editor.getHTML()).not.toBe(html);
    for (const [text, id] of textsById(content)) if (text !== '') expect(id, text).toBe(ids.get(text));
    expect(new Set(allIds(content)).size).toBe(allIds(content).length);
  });

  it.each(cases)('[EDIT-ID] $name: made by a stock client', ({ isAll, rest: [from, words, run] }) => {
    const { doc, content } = receive(...from);
    const ids = new Map(textsById(content));
    const editor = mountEditor(doc);
    select(editor, isAll, words);
    run(editor);
    for (const [text, id] of ids) expect(wordsOf(content, id), text).toBe(text);
    expect(new Set(allIds(content)).size).toBe(allIds(content).length);
  });

  it.each(cases)('[EDIT-ID] $name: undone and done again', ({ isAll, rest: [from, words, run] }) => {
    const { doc, content, editor: writer } = write(...from);
    writer.destroy();
    const editor = mountEditor(doc);
    const before = new Map(textsById(content));
    const text = editor.getHTML();
    select(editor, isAll, words);
    run(editor);
    const after = editor.getHTML();
    editor.commands.undo();
    expect(editor.getHTML()).toBe(text);
    for (const [said, id] of before) expect(wordsOf(content, id)).toBe(said);
    editor.commands.redo();
    expect(editor.getHTML()).toBe(after);
  });
});
