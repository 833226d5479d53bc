// @vitest-environment happy-dom
import type { Editor, JSONContent } from '@tiptap/core';
import { prosemirrorJSONToYXmlFragment } from '@tiptap/y-tiptap';
import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { contentSchema } from '../schema.ts';
import { findUnknownContent } from '../unknown-content.ts';
import { blockIdOf, findBlock, isBlockId } from './block-id.ts';
import {
  bullets,
  code,
  copyOf,
  destroyEditors,
  exchange,
  heading,
  mountEditor,
  page,
  paragraph,
  quote,
  tasks,
} from './test-editor.ts';

afterEach(destroyEditors);

/** A document written here. */
function write(...blocks: JSONContent[]): { doc: Y.Doc; content: Y.XmlFragment; editor: Editor } {
  const doc = new Y.Doc();
  const editor = mountEditor(doc);
  editor.commands.setContent(page(...blocks));
  return { doc, content: doc.getXmlFragment('content'), editor };
}

/** A document written by a stock client, which gives no ids. */
function receive(...blocks: JSONContent[]): { doc: Y.Doc; content: Y.XmlFragment } {
  const doc = new Y.Doc();
  const content = prosemirrorJSONToYXmlFragment(contentSchema, page(...blocks), doc.getXmlFragment('content'));
  return { doc, content };
}

/** The words of each text block with the id by which others find it, in document order. */
function textsById(content: Y.XmlFragment): [string, string][] {
  return content.toArray().flatMap((block): [string, string][] => {
    if (!(block instanceof Y.XmlElement)) return [];
    const inner = textsById(block);
    if (inner.length > 0) return inner;
    const words = block.toArray().map(String).join('');
    return contentSchema.nodes[block.nodeName]?.isTextblock === true ? [[words, blockIdOf(block)]] : [];
  });
}

/** The id of the text block with these words. */
function idOf(content: Y.XmlFragment, words: string): string {
  const ids = textsById(content).filter(([text]) => text === words);
  expect(ids, `blocks that say "${words}"`).toHaveLength(1);
  return ids[0]?.[1] ?? '';
}

const wordsOf = (content: Y.XmlFragment, id: string) =>
  String(findBlock(content, id)?.toArray().map(String).join('') ?? 'nowhere');

function idsOfType(content: Y.XmlFragment, type: string): string[] {
  return content.toArray().flatMap((block) => {
    if (!(block instanceof Y.XmlElement)) return [];
    return [...(block.nodeName === type ? [blockIdOf(block)] : []), ...idsOfType(block, type)];
  });
}

const allIds = (content: Y.XmlFragment): string[] =>
  content.toArray().flatMap((block) => (block instanceof Y.XmlElement ? [blockIdOf(block), ...allIds(block)] : []));

/** Puts the caret `offset` characters into the block with these words. */
function goTo(editor: Editor, words: string, offset = 0): void {
  let found: number | undefined;
  editor.state.doc.descendants((node, pos) => {
    if (node.isTextblock && node.textContent === words) found ??= pos + 1 + offset;
  });
  expect(found, `the block that says "${words}"`).toBeDefined();
  editor.commands.setTextSelection(found ?? 0);
}

const selectFrom = (editor: Editor, first: string, last: string) => {
  goTo(editor, first);
  const { from } = editor.state.selection;
  goTo(editor, last, last.length);
  editor.commands.setTextSelection({ from, to: editor.state.selection.from });
};

const copied = (editor: Editor): string => {
  const { dom } = editor.view.serializeForClipboard(editor.state.selection.content());
  return dom.innerHTML;
};

const cut = (editor: Editor): string => {
  const html = copied(editor);
  editor.commands.deleteSelection();
  return html;
};

const everyBlock = () => [
  heading('Heading'),
  paragraph('plain'),
  bullets('one', 'two'),
  tasks('task'),
  quote(paragraph('quoted')),
  code('code'),
];

describe('who gets an id', () => {
  it('[EDIT-ID] every block with content that is made here, each its own, and the schema guard knows it', () => {
    const { content } = write(...everyBlock(), { type: 'horizontalRule' });
    const ids = allIds(content);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !isBlockId(id) || id.includes(':'))).toHaveLength(1);
    expect(content.get(6).toString()).toBe('<horizontalrule></horizontalrule>');
    expect(findUnknownContent(content)).toEqual([]);
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

describe('blocks that are split and joined', () => {
  it('[EDIT-ID] the first half keeps the id, the second is new', () => {
    const { content, editor } = write(paragraph('before after'));
    const id = idOf(content, 'before after');
    goTo(editor, 'before after', 6);
    editor.commands.splitBlock();
    expect(idOf(content, 'before')).toBe(id);
    expect(wordsOf(content, idOf(content, ' after'))).toBe(' after');
    expect(idOf(content, ' after')).not.toBe(id);
  });

  it('[EDIT-ID] split at its very start, a block keeps its id with its words, and stays the same Yjs element', () => {
    const { content, editor } = write(bullets('words'), paragraph('more'));
    const elements = ['words', 'more'].map((words) => findBlock(content, idOf(content, words)));
    const item = idsOfType(content, 'listItem')[0] ?? '';
    goTo(editor, 'words');
    editor.commands.splitListItem('listItem');
    goTo(editor, 'more');
    editor.commands.splitBlock();
    expect(['words', 'more'].map((words) => findBlock(content, idOf(content, words)))).toEqual(elements);
    expect(idsOfType(content, 'listItem').indexOf(item)).toBe(1);
    expect(textsById(content).map(([words]) => words)).toEqual(['', 'words', '', 'more']);
  });

  it('[EDIT-ID] an empty block that is split stays the first', () => {
    const { content, editor } = write(paragraph('a'), paragraph(''));
    const id = idOf(content, '');
    editor.commands.setTextSelection(4);
    editor.commands.splitBlock();
    expect(
      textsById(content)
        .map(([, of]) => of)
        .indexOf(id),
    ).toBe(1);
  });

  it('[EDIT-ID] a joined block has the id of the first, and of the second when the first was empty', () => {
    const { content, editor } = write(paragraph('one'), paragraph('two'), paragraph(''), heading('three'));
    const ids = new Map(textsById(content));
    goTo(editor, 'two');
    editor.commands.joinBackward();
    expect(idOf(content, 'onetwo')).toBe(ids.get('one'));
    goTo(editor, 'three');
    editor.commands.joinBackward();
    expect(idOf(content, 'three')).toBe(ids.get('three'));
    expect(content.length).toBe(2);
  });

  it('[EDIT-ID] what is selected across blocks and deleted leaves the first its id', () => {
    const { content, editor } = write(paragraph('one'), paragraph('two'));
    const id = idOf(content, 'one');
    selectFrom(editor, 'one', 'two');
    editor.commands.setTextSelection({ from: 2, to: editor.state.selection.to - 1 });
    editor.commands.deleteSelection();
    expect(idOf(content, 'oo')).toBe(id);
  });

  it('[EDIT-ID] a new line stays as bold as the one before it', () => {
    const { editor } = write(paragraph('words'));
    goTo(editor, 'words', 5);
    editor.chain().toggleBold().splitBlock().run();
    expect(editor.isActive('bold')).toBe(true);
  });
});

describe('lists, items and quotes', () => {
  it('[EDIT-ID] keep their ids when their kind changes', () => {
    const { content, editor } = write(bullets('one', 'two'));
    const [list] = idsOfType(content, 'bulletList');
    const items = idsOfType(content, 'listItem');
    goTo(editor, 'two');
    editor.commands.toggleOrderedList();
    expect(idsOfType(content, 'orderedList')).toEqual([list]);
    expect(idsOfType(content, 'listItem')).toEqual(items);
    editor.commands.toggleTaskList();
    expect(idsOfType(content, 'taskItem')).toEqual([items[1]]);
  });

  it('[EDIT-ID] a list cut in two keeps the id in one half', () => {
    const { content, editor } = write(bullets('one', 'two', 'three'));
    const [list] = idsOfType(content, 'bulletList');
    goTo(editor, 'two');
    editor.commands.liftListItem('listItem');
    const halves = idsOfType(content, 'bulletList');
    expect(halves[0]).toBe(list);
    expect(halves[1]).not.toBe(list);
  });
});

describe('cutting, copying and pasting', () => {
  const both: [string, () => { content: Y.XmlFragment; editor: Editor }][] = [
    ['written here', () => write(...everyBlock())],
    [
      'made by a stock client',
      () => {
        const { doc, content } = receive(...everyBlock());
        return { content, editor: mountEditor(doc) };
      },
    ],
  ];

  it.each(both)('[EDIT-ID] what is cut and pasted elsewhere keeps its ids: %s', (_, open) => {
    const { content, editor } = open();
    const ids = new Map(textsById(content));
    editor.commands.setNodeSelection(0);
    const html = cut(editor);
    expect(findBlock(content, ids.get('Heading') ?? '')).toBeUndefined();
    goTo(editor, 'code', 4);
    editor.commands.selectParentNode();
    editor.commands.setTextSelection(editor.state.selection.to);
    editor.commands.createParagraphNear();
    editor.view.pasteHTML(html);
    expect(idOf(content, 'Heading')).toBe(ids.get('Heading'));
    expect(new Set(allIds(content)).size).toBe(allIds(content).length);
  });

  it.each(both)('[EDIT-ID] a copy has ids of its own, and the original keeps its: %s', (_, open) => {
    const { content, editor } = open();
    const ids = textsById(content);
    editor.commands.selectAll();
    const html = copied(editor);
    editor.commands.setTextSelection(editor.state.doc.content.size);
    editor.commands.insertContent({ type: 'paragraph' });
    editor.view.pasteHTML(html);
    expect(textsById(content).slice(0, ids.length)).toEqual(ids);
    expect(textsById(content).length).toBeGreaterThan(ids.length * 2 - 1);
    expect(new Set(allIds(content)).size).toBe(allIds(content).length);
  });

  it('[EDIT-ID] pasted twice, the first has the id', () => {
    const { content, editor } = write(paragraph('moved'), paragraph(''), paragraph(''));
    const id = idOf(content, 'moved');
    editor.commands.setNodeSelection(0);
    const html = cut(editor);
    for (const pos of [1, 8]) {
      editor.commands.setTextSelection(pos);
      editor.view.pasteHTML(html);
    }
    expect(textsById(content).map(([words]) => words)).toEqual(['moved', 'moved']);
    expect(textsById(content)[0]?.[1]).toBe(id);
    expect(textsById(content)[1]?.[1]).not.toBe(id);
  });

  it('[EDIT-ID] what was cut has its id again when that is undone', () => {
    const { doc, content, editor: writer } = write(paragraph('one'), paragraph('moved'));
    writer.destroy();
    const editor = mountEditor(doc);
    const id = idOf(content, 'moved');
    editor.commands.setNodeSelection(5);
    cut(editor);
    editor.commands.undo();
    expect(idOf(content, 'moved')).toBe(id);
  });

  it('[EDIT-ID] dragged to another place it keeps its id, whoever made it', () => {
    for (const [, open] of both) {
      const { content, editor } = open();
      const id = idOf(content, 'Heading');
      editor.commands.setNodeSelection(0);
      // As the view does on a drop: one step takes it out, one puts it in.
      const { slice } = editor.view.serializeForClipboard(editor.state.selection.content());
      const { tr } = editor.state;
      tr.deleteSelection();
      editor.view.dispatch(tr.replace(tr.doc.content.size, tr.doc.content.size, slice));
      expect(idOf(content, 'Heading')).toBe(id);
      expect(content.toArray().at(-1)).toBe(findBlock(content, id));
    }
  });

  it('[EDIT-ID] pasted HTML cannot bring anything but an id', () => {
    const { content, editor } = write(paragraph('x'));
    goTo(editor, 'x', 1);
    editor.view.pasteHTML(
      '<p data-id="&lt;b&gt;">one</p><h2 data-id="">two</h2><hr data-id="&lt;b&gt;"><p data-id="AAAAbbbb11">three</p>',
    );
    expect(idOf(content, 'three')).toBe('AAAAbbbb11');
    expect(content.toString()).toContain('<horizontalrule></horizontalrule>');
    expect(allIds(content).every(isBlockId)).toBe(true);
  });
});

describe('two people', () => {
  function two(...blocks: JSONContent[]) {
    const ana = write(...blocks);
    const bobsDoc = copyOf(ana.doc);
    const bob = { doc: bobsDoc, content: bobsDoc.getXmlFragment('content'), editor: mountEditor(bobsDoc) };
    return { ana, bob, meet: () => exchange(ana.doc, bob.doc) };
  }

  it('[EDIT-ID] find a block that one of them changed, and receiving writes nothing', () => {
    const { ana, bob, meet } = two(paragraph('words'), paragraph('z'));
    const id = idOf(ana.content, 'words');
    let writtenByBob = 0;
    bob.doc.on('update', (_update, _origin, _doc, { local }) => {
      if (local) writtenByBob += 1;
    });
    selectFrom(ana.editor, 'words', 'z');
    ana.editor.commands.toggleBulletList();
    meet();
    expect(wordsOf(bob.content, id)).toBe('words');
    expect(writtenByBob).toBe(0);
  });

  it('[EDIT-ID] who change one block at once leave two with its id: the first holds it for both, and nobody writes', () => {
    const { ana, bob, meet } = two(paragraph('words'));
    const id = idOf(ana.content, 'words');
    goTo(ana.editor, 'words');
    ana.editor.commands.toggleHeading({ level: 1 });
    goTo(bob.editor, 'words');
    bob.editor.commands.toggleCodeBlock();
    meet();
    const updates: string[] = [];
    for (const doc of [ana.doc, bob.doc]) doc.on('update', () => updates.push('written'));
    expect(allIds(ana.content)).toEqual([id, id]);
    expect(findBlock(ana.content, id)).toBe(ana.content.get(0));
    expect(findBlock(bob.content, id)?.nodeName).toBe(findBlock(ana.content, id)?.nodeName);
    meet();
    expect(updates).toEqual([]);
    // Typing in either leaves them as they are.
    ana.editor.commands.insertContentAt(1, 'x');
    ana.editor.commands.insertContentAt(9, 'y');
    expect(allIds(ana.content)).toEqual([id, id]);
  });

  it.each([1, 2, 3])(
    '[EDIT-ID] a heading that changes its level is not replaced: words typed meanwhile stay (%i)',
    (level) => {
      const { ana, bob, meet } = two(heading('Budget', 1), paragraph('z'));
      const element = bob.content.get(0);
      goTo(ana.editor, 'Budget', 6);
      ana.editor.commands.insertContent(' 2027');
      goTo(bob.editor, 'Budget');
      if (level > 1) bob.editor.commands.toggleHeading({ level: level === 2 ? 2 : 3 });
      meet();
      expect(bob.content.get(0)).toBe(element);
      expect(idOf(bob.content, 'Budget 2027')).toBe(idOf(ana.content, 'Budget 2027'));
      expect(bob.editor.state.doc.firstChild?.attrs['level']).toBe(level);
    },
  );

  it('[EDIT-ID] words typed in a block whose start somebody splits stay in it', () => {
    const { ana, bob, meet } = two(paragraph('words'));
    goTo(ana.editor, 'words', 5);
    ana.editor.commands.insertContent(' of Ana');
    goTo(bob.editor, 'words');
    bob.editor.commands.splitBlock();
    meet();
    expect(textsById(bob.content).map(([words]) => words)).toEqual(['', 'words of Ana']);
  });
});
