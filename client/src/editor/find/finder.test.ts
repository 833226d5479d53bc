// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Y from 'yjs';
import { write } from '../block-ids/test-blocks.ts';
import { bullets, copyOf, destroyEditors, exchange, mountEditor, paragraph } from '../block-ids/test-editor.ts';
import type { FindQuery } from './find-query.ts';
import { createFinder, type Finder, type FindState } from './finder.ts';
import { openMatchReader, type PatternRequest, type PatternThread } from './match-reader.ts';

const finders: Finder[] = [];

// happy-dom lays nothing out: no text has a place.
beforeEach(() => {
  vi.spyOn(window, 'scrollBy').mockReturnValue();
});

afterEach(() => {
  for (const finder of finders.splice(0)) finder.close();
  destroyEditors();
  vi.restoreAllMocks();
});

const anything = { isCaseKept: false, areAccentsKept: false, isWholeWord: false, isPattern: false };

async function look(editor: Editor, text: string, rules: Partial<FindQuery> = {}, openReader = openMatchReader) {
  const finder = createFinder(editor, openReader);
  finders.push(finder);
  editor.view.coordsAtPos = () => ({ top: 300, bottom: 320, left: 0, right: 0 });
  await finder.look({ ...anything, text, ...rules });
  return finder;
}

const selected = ({ state: { doc, selection } }: Editor) => doc.textBetween(selection.from, selection.to);
const shows = (finder: Finder, state: Partial<FindState>) =>
  vi.waitFor(() => expect(finder.getState()).toMatchObject(state));
const linesOf = (doc: Y.Doc) =>
  doc
    .getXmlFragment('content')
    .toArray()
    .map((block) => block.toString().replaceAll(/<[^>]*>/g, ''));

describe('looking for something', () => {
  it('[FIND-STEP] selects the first match from the caret on, then the next, and goes round', async () => {
    const { editor } = write(paragraph('one two'), bullets('two'), paragraph('Twofold'));
    editor.commands.setTextSelection(0);
    const finder = await look(editor, 'two');
    expect(finder.getState()).toEqual({ count: 3, current: 1, isComplete: true, problem: undefined });
    expect(selected(editor)).toBe('two');
    const seen = [1, 1, 1, -1].map((direction) => {
      finder.step(direction === 1 ? 1 : -1);
      return finder.getState().current;
    });
    expect(seen).toEqual([2, 3, 1, 3]);
    expect(selected(editor)).toBe('Two');
  });

  it('[FIND-MARKS] finds words across formats, and not across blocks', async () => {
    const { editor } = write(paragraph('together'), paragraph('to'), paragraph('gether'));
    editor.chain().setTextSelection({ from: 1, to: 3 }).toggleBold().run();
    const finder = await look(editor, 'together');
    expect(finder.getState().count).toBe(1);
  });

  it('[FIND-LIVE] follows what is written here and what the others write', async () => {
    const { doc, editor } = write(paragraph('a word'), paragraph('nothing'));
    const other = copyOf(doc);
    const finder = await look(editor, 'word');
    editor.view.dispatch(editor.state.tr.insertText('words and ', 1));
    await shows(finder, { count: 2, current: 2 });
    mountEditor(other).commands.insertContentAt(0, { type: 'paragraph', content: [{ type: 'text', text: 'Word' }] });
    exchange(doc, other);
    await shows(finder, { count: 3, current: 3 });
    expect(selected(editor)).toBe('word');
  });

  it('[FIND-DRAWN] draws what is found, the current one in its own way, and nothing once it is closed', async () => {
    const { editor } = write(paragraph('one one'));
    const finder = await look(editor, 'one');
    const drawn = () => [...editor.view.dom.querySelectorAll('.find-match')].map((found) => found.className);
    expect(drawn()).toEqual([expect.stringContaining('find-match--current'), expect.not.stringContaining('current')]);
    const before = editor.state.doc;
    finder.close();
    expect(drawn()).toEqual([]);
    expect(editor.state.doc).toBe(before);
  });

  it('[FIND-QUIET] writes nothing into the document', async () => {
    const { doc, editor } = write(paragraph('one one'));
    let updates = 0;
    doc.on('update', () => {
      updates += 1;
    });
    const finder = await look(editor, 'one');
    finder.step(1);
    finder.close();
    expect(updates).toBe(0);
  });

  it('[FIND-BOUND] a regular expression that does not come to an end is stopped, and said to be too slow', async () => {
    vi.useFakeTimers();
    try {
      const { editor } = write(paragraph('aaaa'));
      const terminate = vi.fn();
      const events = new EventTarget();
      const thread: PatternThread = {
        postMessage: (request: PatternRequest) => {
          if ('query' in request) events.dispatchEvent(new MessageEvent('message', { data: 'ready' }));
        },
        addEventListener: events.addEventListener.bind(events),
        terminate,
      };
      const looking = look(editor, '(a+)+b', { isPattern: true }, (query) => openMatchReader(query, () => thread));
      await vi.advanceTimersByTimeAsync(5_000);
      expect((await looking).getState()).toMatchObject({ problem: 'too-slow', count: 0 });
      expect(terminate).toHaveBeenCalled();
    } finally {
      vi.useRealTimers();
    }
  });

  it('[FIND-BOUND] a thread that does not start is said to be missing, also to what is looked for later', async () => {
    const { editor } = write(paragraph('aaaa'));
    const events = new EventTarget();
    const thread: PatternThread = {
      postMessage: () => events.dispatchEvent(new Event('error')),
      addEventListener: events.addEventListener.bind(events),
      terminate: () => undefined,
    };
    const finder = await look(editor, 'a+', { isPattern: true }, (query) => openMatchReader(query, () => thread));
    expect(finder.getState()).toMatchObject({ problem: 'no-thread', count: 0 });
  });

  it('[FIND-BOUND] more matches than anybody can use are not listed', async () => {
    const { editor } = write(paragraph('a'.repeat(30_000)), paragraph('a'.repeat(30_000)));
    const finder = await look(editor, 'a');
    expect(finder.getState()).toMatchObject({ problem: 'too-many', count: 0 });
  });
});

describe('replacing', () => {
  it('[FIND-REPLACE] replaces the current match in its format, then goes to the next', async () => {
    const { doc, editor } = write(paragraph('one two one two'));
    editor.chain().setTextSelection({ from: 1, to: 4 }).toggleBold().setTextSelection(1).run();
    const finder = await look(editor, 'one');
    await finder.replace('three');
    expect(editor.getHTML()).toContain('<strong>three</strong> two one two');
    expect(selected(editor)).toBe('one');
    await finder.replace('');
    expect(linesOf(doc)).toEqual(['three two  two']);
  });

  it('[FIND-REPLACE] replaces all as one step of undo, the first and the last of a block and what contains itself', async () => {
    const { doc, editor } = write(paragraph('aXaXa'), bullets('a', 'b'), paragraph('aa'));
    const before = linesOf(doc);
    const finder = await look(editor, 'a');
    expect(await finder.replaceAll('aba')).toBe(6);
    expect(linesOf(doc)).toEqual(['abaXabaXaba', 'abab', 'abaaba']);
    editor.commands.undo();
    expect(linesOf(doc)).toEqual(before);
    editor.commands.redo();
    expect(linesOf(doc)).toEqual(['abaXabaXaba', 'abab', 'abaaba']);
  });

  it('[FIND-REPLACE] what somebody writes between two matches meanwhile stays where it was written', async () => {
    const { doc, editor } = write(paragraph('old middle old'));
    const other = copyOf(doc);
    const theirs = mountEditor(other);
    theirs.view.dispatch(theirs.state.tr.insertText(' NEW', 11));
    const finder = await look(editor, 'old');
    await finder.replaceAll('fresh');
    exchange(doc, other);
    expect(linesOf(doc)).toEqual(['fresh middle NEW fresh']);
    expect(linesOf(other)).toEqual(linesOf(doc));
  });
});
