// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { startI18n } from '../../../i18n/i18n.ts';
import { destroyWriting, english, mountWriting, rememberEntries, typeKeys } from '../../insert/test-writing.ts';
import { undoPartsOf } from '../../undo/undo-parts.ts';
import { type Choice, createMentionSource, mentionCompletion } from './completion.ts';
import type { People, Person } from './people.ts';

beforeAll(() => startI18n('en', english));
afterEach(destroyWriting);

const peopleOf = (...here: Person[]): People => ({ here: () => here });
const ana = { id: 'p-1', name: 'Ana Martín' };
const self = { id: 'p-2', name: 'Bo', isSelf: true } as const;

function open(people: People, ...keys: string[]) {
  const editor = mountWriting(rememberEntries(), new Y.Doc(), undefined, undefined, people);
  typeKeys(editor, keys);
  return editor;
}

const nameOf = (choice: Choice) => (choice.kind === 'person' ? choice.person.name : `? ${choice.name}`);

describe('an at sign', () => {
  it.each([
    ['at the beginning of a line', '@', true],
    ['behind a space, with the beginning of a name', 'Ask @an', true],
    ['with a name of two words', '@ana mar', true],
    ['in an address', 'ana@example', false],
    ['before more than a name', '@ana will do it', false],
    ['before a space', '@ home', false],
  ])('[EDIT-MENTION] %s', (_, words, isOpen) => {
    expect(mentionCompletion.find(open(peopleOf(ana), ...words).state) !== undefined).toBe(isOpen);
  });

  it('[EDIT-MENTION] offers who is here, by any word of the name without its accents, and the name as it was typed', () => {
    const editor = open(peopleOf(ana, self));
    const source = createMentionSource(editor, peopleOf(ana, self));
    expect(source.choicesFor('').map(nameOf)).toEqual(['Ana Martín', 'Bo']);
    expect(source.choicesFor('martin').map(nameOf)).toEqual(['Ana Martín', '? martin']);
    expect(source.choicesFor('ana martin').map(nameOf)).toEqual(['Ana Martín']);
    expect(source.choicesFor('Zoé').map(nameOf)).toEqual(['? Zoé']);
  });

  it('[EDIT-MENTION] becomes a name that is one thing, in one step that undo takes back to what was typed', () => {
    const editor = open(peopleOf(ana), ...'Ask @an', 'Enter');
    expect(editor.getHTML()).toContain('Ask <span data-mention="p-1">@Ana Martín</span>');
    typeKeys(editor, [...' now']);
    expect(editor.getHTML()).toContain('</span> now');
    editor.commands.setTextSelection(16);
    undoPartsOf(editor.state).undoManager.stopCapturing();
    typeKeys(editor, ['Backspace']);
    expect(editor.getText()).toBe('Ask  now');
    editor.commands.undo();
    editor.commands.undo();
    expect(editor.getText()).toBe('Ask @an');
  });

  it('[EDIT-MENTION] offers who is mentioned already, also those who are not here', () => {
    const editor = open(peopleOf(), ...'@Zoé', 'Enter');
    expect(editor.getHTML()).toContain('<span data-mention="">@Zoé</span>');
    expect(createMentionSource(editor, peopleOf()).choicesFor('').map(nameOf)).toEqual(['Zoé']);
  });

  it('[EDIT-MENTION] escaped is what was typed', () => {
    const editor = open(peopleOf(ana), ...'@an', 'Escape');
    expect(mentionCompletion.find(editor.state)).toBeUndefined();
    expect(editor.getText()).toBe('@an');
  });
});
