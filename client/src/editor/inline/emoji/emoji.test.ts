// @vitest-environment happy-dom
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { startI18n } from '../../../i18n/i18n.ts';
import { exchange } from '../../block-ids/test-editor.ts';
import { destroyWriting, english, mountWriting, rememberEntries, typeKeys } from '../../insert/test-writing.ts';
import { createEmojiSource, type Emojis, emojiCompletion } from './completion.ts';
import { readEmojiNames } from './find-emojis.ts';

beforeAll(() => startI18n('en', english));
afterEach(destroyWriting);

const lines = [
  '😀\tvisage rieur\tsourire gai',
  '👍\tpouce vers le haut\taccord bien',
  '❤️\tcœur rouge\tamour',
  '💔\tcœur brisé\ttristesse',
  '🎉\tcotillons\tfête',
  '❤️‍🔥\tcœur enflammé\tamour feu',
].join('\n');

function rememberEmojis(...recent: string[]): Emojis {
  const names = readEmojiNames(lines, 'fr');
  return {
    names: () => names,
    subscribe: () => () => undefined,
    recent: () => recent,
    use: (character) => recent.unshift(character),
  };
}

const mount = (emojis = rememberEmojis(), doc = new Y.Doc()) => mountWriting(rememberEntries(), doc, undefined, emojis);

function open(...keys: string[]) {
  const editor = mount();
  typeKeys(editor, keys);
  return editor;
}

describe('a colon', () => {
  it.each([
    ['and two letters at the beginning of a line', [...':ro'], true],
    ['and two letters behind a space', [...'Bravo :po'], true],
    ['alone', [...'Bravo :'], false],
    ['and one letter', [...'Bravo :D'], false],
    ['behind a word', [...'Note:ro'], false],
    ['in a time', [...'12:30'], false],
    ['in an address', [...'http:ro'], false],
    ['and a space', [...'Date : ro'], false],
    ['and a smile', [...'Oui :)'], false],
  ])('[EDIT-EMOJI] %s', (_, keys, expected) => {
    expect(emojiCompletion.find(open(...keys).state) !== undefined).toBe(expected);
  });

  it('[EDIT-EMOJI] in code is a colon', () => {
    const editor = mount();
    editor.commands.setContent({ type: 'doc', content: [{ type: 'codeBlock' }] });
    editor.commands.setTextSelection(1);
    typeKeys(editor, [...':ro']);
    expect(emojiCompletion.find(editor.state)).toBeUndefined();
  });

  it('[EDIT-EMOJI] that somebody else types opens nothing', () => {
    const [doc, other] = [new Y.Doc(), new Y.Doc()];
    const editor = mount(rememberEmojis(), doc);
    typeKeys(editor, ['a']);
    exchange(doc, other);
    const bob = mount(rememberEmojis(), other);
    bob.commands.setTextSelection(2);
    typeKeys(bob, [...' :ro']);
    exchange(doc, other);
    editor.commands.setTextSelection(6);
    expect(editor.getText()).toBe('a :ro');
    expect(emojiCompletion.find(editor.state)).toBeUndefined();
  });
});

describe('the list of emoji', () => {
  const found = (query: string, emojis = rememberEmojis()) =>
    createEmojiSource(mount(emojis), emojis)
      .choicesFor(query)
      .map(({ character }) => character);

  it('[EDIT-EMOJI] finds names without accents and by other words, names first', () => {
    expect(found('coeur')).toEqual(['❤️', '💔', '❤️‍🔥']);
    expect(found('FETE')).toEqual(['🎉']);
    expect(found('bris')).toEqual(['💔']);
    expect(found('zz')).toEqual([]);
  });

  it('[EDIT-EMOJI] has those used last first', () => {
    expect(found('coeur', rememberEmojis('💔'))).toEqual(['💔', '❤️', '❤️‍🔥']);
    expect(found('', rememberEmojis('💔', 'gone')).slice(0, 3)).toEqual(['💔', '👍', '🎉']);
  });

  it('[EDIT-EMOJI] puts the character in the place of what was typed, and remembers it; undo gives that back', () => {
    const emojis = rememberEmojis();
    const editor = mount(emojis);
    typeKeys(editor, [...'Oui :pouce', 'Enter']);
    expect(editor.getText()).toBe('Oui 👍');
    expect(emojis.recent()).toEqual(['👍']);
    editor.commands.undo();
    expect(editor.getText()).toBe('Oui :pouce');
  });

  it('[EDIT-EMOJI] leaves Enter, Escape and arrows to the text while it is not shown', () => {
    const editor = open(...'Oui :p');
    expect(typeKeys(editor, ['ArrowDown', 'Escape'])).toEqual([false, false]);
    typeKeys(editor, ['Enter']);
    expect(editor.state.doc.childCount).toBe(2);
  });

  it('[EDIT-EMOJI] opens without letters when a tool asks for it, and goes with its colon', () => {
    const editor = open('a');
    editor.commands.startEmoji();
    expect(emojiCompletion.find(editor.state)?.query).toBe('');
    typeKeys(editor, ['Escape']);
    expect(editor.getText()).toBe('a');
  });
});
