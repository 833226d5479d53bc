// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { findBlock } from '../block-ids/block-id.ts';
import { allIds, goTo, idOf, receive, selectFrom, textsById, write } from '../block-ids/test-blocks.ts';
import {
  bullets,
  copyOf,
  destroyEditors,
  exchange,
  heading,
  mountEditor,
  paragraph,
  quote,
} from '../block-ids/test-editor.ts';
import { mountToday, writtenByNewer } from '../guard/test-two-versions.ts';
import { undoPartsOf } from '../undo/undo-parts.ts';
import { blockActions, runBlockAction } from './block-actions.ts';

afterEach(destroyEditors);

type Written = ReturnType<typeof write>;

function act({ editor }: Pick<Written, 'editor'>, id: string): void {
  const action = blockActions.find((one) => one.id === id);
  expect(action, id).toBeDefined();
  if (action !== undefined) runBlockAction(editor, action);
}

const read = ({ content }: Written): string[] => textsById(content).map(([words]) => words);

describe('moving blocks', () => {
  it('[EDIT-MOVE] changes places with the neighbour: words, ids and caret go with the block, as one step of undo', () => {
    const text = write(paragraph('one'), heading('two'), paragraph('three'));
    const ids = new Map(textsById(text.content));
    const two = findBlock(text.content, idOf(text.content, 'two'));
    goTo(text.editor, 'two', 2);
    act(text, 'move-up');
    expect(read(text)).toEqual(['two', 'one', 'three']);
    expect(new Map(textsById(text.content))).toEqual(ids);
    // Whoever types in it meanwhile types in the same shared text.
    expect(findBlock(text.content, idOf(text.content, 'two'))).toBe(two);
    expect(text.editor.state.selection.$from.parentOffset).toBe(2);
    act(text, 'move-down');
    act(text, 'move-down');
    expect(read(text)).toEqual(['one', 'three', 'two']);
    text.editor.commands.undo();
    expect(read(text)).toEqual(['one', 'two', 'three']);
    expect(text.editor.state.selection.$from.parent.textContent).toBe('two');
  });

  it('[EDIT-MOVE] several selected blocks move together', () => {
    const text = write(paragraph('one'), paragraph('two'), paragraph('three'), paragraph('four'));
    selectFrom(text.editor, 'two', 'three');
    act(text, 'move-down');
    expect(read(text)).toEqual(['one', 'four', 'two', 'three']);
    act(text, 'move-up');
    act(text, 'move-up');
    expect(read(text)).toEqual(['two', 'three', 'one', 'four']);
    expect(
      text.editor.state.doc.textBetween(text.editor.state.selection.from, text.editor.state.selection.to, '/'),
    ).toBe('two/three');
  });

  it('[EDIT-MOVE] an item moves in its list and a block in its quote, never out of it', () => {
    const text = write(paragraph('before'), bullets('one', 'two'), quote(paragraph('three'), paragraph('four')));
    const written = text.editor.state.doc.toJSON();
    goTo(text.editor, 'one');
    act(text, 'move-up');
    goTo(text.editor, 'four');
    act(text, 'move-down');
    expect(text.editor.state.doc.toJSON()).toEqual(written);
    act(text, 'move-up');
    goTo(text.editor, 'two');
    act(text, 'move-up');
    expect(read(text)).toEqual(['before', 'two', 'one', 'four', 'three']);
    expect(text.editor.state.doc.childCount).toBe(3);
  });

  it('[EDIT-MOVE] where nothing can move, what is typed before and after is one step of undo', () => {
    const text = write(paragraph('one'));
    text.editor.commands.undo();
    undoPartsOf(text.editor.state).undoManager.stopCapturing();
    text.editor.commands.insertContent('a');
    act(text, 'move-up');
    text.editor.commands.insertContent('b');
    expect(text.editor.getText()).toContain('ab');
    text.editor.commands.undo();
    expect(text.editor.getText()).not.toMatch(/[ab]/);
  });

  it.each([
    ['a block', { type: 'panel', content: [paragraph('inside')] }],
    ['a part of a line', { type: 'paragraph', content: [{ type: 'mention' }] }],
    ['a format', { type: 'paragraph', content: [{ type: 'text', text: 'inside', marks: [{ type: 'sparkle' }] }] }],
  ])('[G3] past %s of a newer version blocks move once or not at all, and it stays as it is', (_, newer) => {
    const doc = writtenByNewer([paragraph('before'), newer, paragraph('after')]);
    const blocks = () =>
      doc
        .getXmlFragment('content')
        .toArray()
        .map((block) => String(block).replace(/ id="[^"]*"/, ''));
    const before = blocks().sort();
    const { editor } = mountToday(doc);
    goTo(editor, 'before');
    act({ editor }, 'move-down');
    expect(blocks().sort()).toEqual(before);
    editor.destroy();
  });

  it('[EDIT-MOVE] what somebody types in the block meanwhile moves with it', () => {
    const text = write(paragraph('one'), paragraph('two'));
    const theirs = copyOf(text.doc);
    const other = mountEditor(theirs);
    goTo(other, 'two', 3);
    other.view.dispatch(other.state.tr.insertText(' more'));
    goTo(text.editor, 'two');
    act(text, 'move-up');
    exchange(text.doc, theirs);
    expect(read(text)).toEqual(['two more', 'one']);
    expect(other.getText({ blockSeparator: '/' })).toBe('two more/one');
  });
});

describe('duplicating and deleting blocks', () => {
  it('[EDIT-DUPLICATE] the copy stands below with ids of its own and has the caret', () => {
    const text = write(bullets('one', 'two'), paragraph('end'));
    const one = idOf(text.content, 'one');
    goTo(text.editor, 'one', 2);
    act(text, 'duplicate');
    expect(read(text)).toEqual(['one', 'one', 'two', 'end']);
    expect(textsById(text.content)[0]?.[1]).toBe(one);
    expect(new Set(allIds(text.content)).size).toBe(allIds(text.content).length);
    text.editor.view.dispatch(text.editor.state.tr.insertText('X'));
    expect(read(text)).toEqual(['one', 'onXe', 'two', 'end']);
    text.editor.commands.undo();
    text.editor.commands.undo();
    expect(read(text)).toEqual(['one', 'two', 'end']);
  });

  it('[EDIT-DELETE] takes the block, and what would be left empty around it; a page keeps a line', () => {
    const text = write(paragraph('begin'), bullets('one', 'two'), quote(bullets('three')));
    goTo(text.editor, 'one');
    act(text, 'delete');
    expect(read(text)).toEqual(['begin', 'two', 'three']);
    goTo(text.editor, 'three');
    act(text, 'delete');
    expect(text.editor.state.doc.childCount).toBe(2);
    selectFrom(text.editor, 'begin', 'two');
    act(text, 'delete');
    expect(read(text)).toEqual(['']);
    expect(text.editor.state.doc.firstChild?.type.name).toBe('paragraph');
    text.editor.commands.undo();
    expect(read(text)).toEqual(['begin', 'two']);
  });
});

describe('a link to a block', () => {
  it('[EDIT-BLOCK-LINK] has the lasting name of the first selected block, also of one without an id, and writes nothing', () => {
    const { doc, content } = receive(paragraph('one'), bullets('two', 'three'));
    const copied: string[] = [];
    const editor = mountEditor(doc, undefined, (blockId) => copied.push(blockId));
    const before = content.toString();
    goTo(editor, 'three', 2);
    act({ editor }, 'copy-block-link');
    editor.commands.selectAll();
    act({ editor }, 'copy-block-link');
    const blocks = copied.map((id) => findBlock(content, id));
    expect(blocks.map((block) => block?.nodeName)).toEqual(['listItem', 'paragraph']);
    expect(blocks.map(String)).toEqual([expect.stringContaining('three'), expect.stringContaining('one')]);
    expect(content.toString()).toBe(before);
  });

  it('[EDIT-BLOCK-LINK] what is typed before and after the copy is one step of undo', () => {
    const { doc, content } = receive(paragraph('one'));
    const editor = mountEditor(doc, undefined, () => undefined);
    const before = content.toString();
    goTo(editor, 'one', 3);
    editor.commands.insertContent('a');
    act({ editor }, 'copy-block-link');
    editor.commands.insertContent('b');
    expect(editor.getText()).toBe('oneab');
    editor.commands.undo();
    expect(editor.getText()).toBe('one');
    expect(content.toString()).toBe(before);
  });

  it('[EDIT-BLOCK-LINK] is not offered where the text has no address', () => {
    const text = write(paragraph('one'));
    const action = blockActions.find(({ id }) => id === 'copy-block-link');
    expect(action?.canRun(text.editor.state)).toBe(false);
  });
});
