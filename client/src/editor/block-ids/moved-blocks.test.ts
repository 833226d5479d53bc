// @vitest-environment happy-dom
import type { Editor, JSONContent } from '@tiptap/core';
import { afterEach, describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { findBlock, isBlockId } from './block-id.ts';
import {
  allIds,
  copied,
  cut,
  everyBlock,
  goTo,
  idOf,
  idsOfType,
  receive,
  selectFrom,
  textsById,
  wordsOf,
  write,
} from './test-blocks.ts';
import { bullets, copyOf, destroyEditors, exchange, heading, mountEditor, paragraph } from './test-editor.ts';

afterEach(destroyEditors);

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
