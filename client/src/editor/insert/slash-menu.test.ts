// @vitest-environment happy-dom
import type { Editor } from '@tiptap/core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { changeLanguage, startI18n } from '../../i18n/i18n.ts';
import { exchange } from '../block-ids/test-editor.ts';
import { createSlashSource, slashCompletion } from './slash-menu.ts';
import {
  destroyWriting,
  english,
  french,
  mountWriting,
  rememberEntries,
  slashPartsFor,
  typeKeys,
} from './test-writing.ts';

beforeAll(() => startI18n('en', english));
afterEach(destroyWriting);

const isOpen = (editor: Editor) => slashCompletion.find(editor.state) !== undefined;

function open(...keys: string[]): Editor {
  return openIn(new Y.Doc(), ...keys);
}

function openIn(doc: Y.Doc, ...keys: string[]): Editor {
  const editor = mountWriting(rememberEntries(), doc);
  typeKeys(editor, keys);
  return editor;
}

describe('a slash', () => {
  it.each([
    ['at the beginning of a line', ['/'], true],
    ['behind a space', [...'Budget /'], true],
    ['inside a word', [...'km/'], false],
    ['between words', [...'and / or'], false],
    ['in a sentence that goes on', [...'and /or then  so'], false],
  ])('[EDIT-SLASH] %s', (_, keys, expected) => {
    expect(isOpen(open(...keys))).toBe(expected);
  });

  it('[EDIT-SLASH] in code is a slash', () => {
    const editor = mountWriting();
    editor.commands.setContent({ type: 'doc', content: [{ type: 'codeBlock' }] });
    editor.commands.setTextSelection(1);
    typeKeys(editor, ['/']);
    expect(isOpen(editor)).toBe(false);
    const code = { type: 'text', text: 'x ', marks: [{ type: 'code' }] };
    editor.commands.setContent({ type: 'doc', content: [{ type: 'paragraph', content: [code] }] });
    editor.commands.setTextSelection(3);
    typeKeys(editor, ['/']);
    expect(isOpen(editor)).toBe(false);
  });

  it('[EDIT-SLASH] that somebody else types, and one that was there, open nothing', () => {
    const [doc, other] = [new Y.Doc(), new Y.Doc()];
    const editor = openIn(doc, ...'one ');
    exchange(doc, other);
    const bob = mountWriting(rememberEntries(), other);
    bob.commands.setTextSelection(5);
    typeKeys(bob, ['/']);
    exchange(doc, other);
    expect(editor.getText()).toBe('one /');
    editor.commands.setTextSelection(6);
    expect([isOpen(editor), isOpen(bob)]).toEqual([false, true]);
  });

  it('[EDIT-SLASH] stays as it was typed when the list is dismissed, and when nothing fits', () => {
    const editor = open(...'/head', 'Escape', 'x');
    expect(isOpen(editor)).toBe(false);
    expect(editor.getText()).toBe('/headx');
    const other = open(...'/zzz');
    const [isTaken] = typeKeys(other, ['ArrowDown']);
    expect(isTaken).toBe(false);
    expect(other.getText()).toBe('/zzz');
  });

  it('[EDIT-SLASH] and what was looked for come back with the first undo', () => {
    const editor = open(...'Note /quo', 'Enter');
    expect(editor.isActive('blockquote')).toBe(true);
    expect(editor.state.doc.textContent).toBe('Note ');
    editor.commands.undo();
    expect(editor.isActive('blockquote')).toBe(false);
    expect(editor.getText()).toBe('Note /quo');
  });

  it('[EDIT-SLASH] goes on while somebody else writes in the same text', () => {
    const [doc, other] = [new Y.Doc(), new Y.Doc()];
    const editor = openIn(doc, ...'one /quo');
    exchange(doc, other);
    mountWriting(rememberEntries(), other).commands.insertContentAt(1, 'zero ');
    exchange(doc, other);
    typeKeys(editor, ['Enter']);
    expect(editor.state.doc.textContent).toBe('zero one ');
    expect(editor.isActive('blockquote')).toBe(true);
  });
});

describe('what the slash offers', () => {
  const idsFor = (query: string, recent = rememberEntries()) => {
    const editor = mountWriting(recent);
    typeKeys(editor, ['/']);
    return createSlashSource(editor, slashPartsFor(recent))
      .choicesFor(query)
      .map(({ entry }) => entry.id);
  };

  it('[EDIT-SLASH] is all but the rare ones for nothing, those used last before the others and once', () => {
    const all = idsFor('');
    expect(all.slice(0, 3)).toEqual(['paragraph', 'heading-1', 'heading-2']);
    expect(all).not.toContain('heading-5');
    const ids = idsFor('', rememberEntries('quote', 'of-another-version', 'tasks'));
    expect(ids.slice(0, 3)).toEqual(['quote', 'tasks', 'paragraph']);
    expect([...ids].sort()).toEqual([...all].sort());
  });

  it('[EDIT-SLASH] is found by the beginnings of words and by other names, the best first', () => {
    expect(idsFor('list')).toEqual(['bullets', 'numbers', 'tasks']);
    expect(idsFor('list', rememberEntries('numbers'))[0]).toBe('numbers');
    expect(idsFor('heading 5')).toEqual(['heading-5']);
    expect(idsFor('todo')).toEqual(['tasks']);
    expect(idsFor('zzz')).toEqual([]);
  });

  it('[EDIT-SLASH] is found in French without accents', async () => {
    await changeLanguage('fr', french);
    try {
      expect(idsFor('numerotee')).toEqual(['numbers']);
      expect(idsFor('SÉPARATEUR')).toEqual(['divider']);
      expect(idsFor('tach')).toEqual(['tasks']);
    } finally {
      await changeLanguage('en', english);
    }
  });

  it('[EDIT-SLASH] remembers what was used', () => {
    const recent = rememberEntries();
    const editor = mountWriting(recent);
    typeKeys(editor, [...'/div', 'Enter']);
    expect(recent.ids()).toEqual(['divider']);
  });
});
