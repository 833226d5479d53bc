// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import i18next from 'i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { startI18n } from '../../../i18n/i18n.ts';
import { destroyWriting, english, mountWriting, typeKeys } from '../../insert/test-writing.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import { changeDay, dateAt, insertDay } from './dates.ts';
import { dayOf, toDay, wordsOf } from './day.ts';
import { askedDate } from './editor-view.ts';

beforeAll(async () => {
  await startI18n('en', english);
  expect(i18next.language).toBe('en');
});
afterEach(() => {
  destroyWriting();
  vi.useRealTimers();
});

function open(content: string, doc = new Y.Doc()): Editor {
  const editor = mountWriting(undefined, doc);
  editor.commands.setContent(content);
  return editor;
}

const meeting = '<p>On <time datetime="2026-11-24">24 November 2026</time> at noon</p>';
const dates = (editor: Editor) => editor.getHTML().match(/<time[^>]*>[^<]*<\/time>/g) ?? [];

describe('a day', () => {
  it.each(['2026-02-31', '2026-13-01', '26-01-01', '2026-11-24T08:00', '', null, 20261124, 'tomorrow'])(
    '[EDIT-DATE] is not %j',
    (value) => expect(toDay(value)).toBeUndefined(),
  );

  it('[EDIT-DATE] is that of the place where one is, and has the words of a language', () => {
    expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(wordsOf('2026-11-24', 'fr')).toBe('24 novembre 2026');
    expect(wordsOf('2026-03-01', 'en-GB')).toBe('1 March 2026');
  });
});

describe('a date in the text', () => {
  it('[EDIT-DATE] is today, at the end of what is selected, by its entry and by its key', () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 24, 12), toFake: ['Date'] });
    const editor = open('<p>See you</p>');
    editor.view.dom.lang = 'fr';
    editor.commands.setTextSelection({ from: 1, to: 4 });
    editor.view.someProp('handleKeyDown', (handle) =>
      handle(editor.view, new KeyboardEvent('keydown', { key: 'D', altKey: true, shiftKey: true, keyCode: 68 })),
    );
    expect(editor.getHTML()).toContain('See<time datetime="2026-11-24">24 novembre 2026</time> you');
    typeKeys(editor, ['!']);
    expect(editor.getHTML()).toContain('2026</time>! you');
  });

  it('[EDIT-DATE] is not where a text has no formats', () => {
    const editor = open('<pre><code>let x;</code></pre>');
    editor.commands.setTextSelection(3);
    expect(editor.commands.insertDate()).toBe(false);
    expect(editor.getText()).toBe('let x;');
  });

  it('[EDIT-DATE] is one thing: passed over, deleted whole, not written into', () => {
    const editor = open(meeting);
    editor.commands.setTextSelection(8);
    expect([4, 20]).toContain(editor.state.selection.from);
    editor.commands.setTextSelection(20);
    undoPartsOf(editor.state).undoManager.stopCapturing();
    typeKeys(editor, ['Backspace']);
    expect(editor.getText()).toBe('On  at noon');
    editor.commands.undo();
    expect(dates(editor)).toEqual(['<time datetime="2026-11-24">24 November 2026</time>']);
  });

  it('[EDIT-DATE] becomes another day with its words and formats, and nothing when it is that day', () => {
    const editor = open(meeting);
    editor.commands.setTextSelection({ from: 4, to: 20 });
    editor.commands.toggleBold();
    const date = dateAt(editor.state, 4);
    const { tr } = editor.state;
    if (date === undefined) throw new Error('No date');
    changeDay(tr, date, '2026-11-24', 'en-GB');
    expect(tr.docChanged).toBe(false);
    changeDay(tr, date, '2026-12-01', 'en-GB');
    editor.view.dispatch(tr);
    expect(editor.getHTML()).toContain('<strong><time datetime="2026-12-01">1 December 2026</time></strong>');
  });

  it('[EDIT-DATE] is asked for where it stands, also when somebody writes before it meanwhile', () => {
    const doc = new Y.Doc();
    const editor = open(meeting, doc);
    editor.commands.setTextSelection(20);
    editor.commands.insertDate();
    expect(askedDate(editor.state)).toEqual({ from: 4, to: 20, value: '2026-11-24' });
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const block = other.getXmlFragment('content').get(0);
    const text = block instanceof Y.XmlElement ? block.get(0) : undefined;
    if (!(text instanceof Y.XmlText)) throw new Error('No text');
    text.insert(0, 'Soon: ');
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    expect(askedDate(editor.state)).toEqual({ from: 10, to: 26, value: '2026-11-24' });
  });

  it('[EDIT-DATE] takes from other pages only what is a day', () => {
    const editor = open('<p><time datetime="2026-11-24T10:00">3 hours ago</time></p>');
    expect(dates(editor)).toEqual([]);
    expect(insertDay(editor.state.tr, '2026-11-24', 'en')).toBe(true);
  });
});
