// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { wordsOf } from './merging-grid.ts';
import { readRecoveredWords } from './recovered-words.ts';
import { pause, testCommands, typeAfter } from './test-commands.ts';
import { TestHub, TestPerson } from './test-people.ts';

function twoPeople() {
  const hub = new TestHub();
  const ana = new TestPerson('Ana', hub).open(10).goOnline();
  const bob = new TestPerson('Bob', hub).open(11).goOnline();
  ana.editor.commands.setContent('<p>omega</p><p>alpha one</p>');
  pause(ana.editor);
  return { hub, ana, bob };
}

const run = (command: string, { editor }: TestPerson) => {
  pause(editor);
  testCommands.get(command)?.(editor, 'alpha');
  pause(editor);
};

const openWords = ({ doc }: TestPerson) => readRecoveredWords(doc).filter(({ state }) => state === 'open');

it.each(['split', 'bullets', 'quote', 'cut and paste'])(
  '[M1] undoing one’s own "%s" of a block that somebody else has replaced meanwhile loses no words',
  (command) => {
    const { hub, ana, bob } = twoPeople();
    hub.slowDown();
    typeAfter(ana.editor, 'alpha', 'KLMN');
    run(command, ana);
    run('heading-2', bob);
    hub.catchUp();
    for (const person of [ana, bob, ana]) person.takeTurn();
    ana.editor.commands.undo();
    for (const person of [ana, bob, ana]) person.takeTurn();
    expect(ana.editor.state.doc.textContent.split('KLMN')).toHaveLength(2);
    expect(openWords(ana)).toEqual([]);
    expect(wordsOf(bob.doc)).toBe(wordsOf(ana.doc));
  },
);

it('[M1] undoing such a split after both had been offline loses no words, whoever was back first', () => {
  for (const first of ['Ana', 'Bob']) {
    const { ana, bob } = twoPeople();
    ana.goOffline();
    bob.goOffline();
    typeAfter(ana.editor, 'alpha', 'KLMN');
    run('split', ana);
    run('heading-2', bob);
    for (const person of first === 'Ana' ? [ana, bob] : [bob, ana]) person.goOnline();
    ana.editor.commands.undo();
    for (const person of [ana, bob, ana]) person.takeTurn();
    expect(wordsOf(ana.doc)).toBe('omegaalphaKLMN one');
    expect(openWords(ana)).toEqual([]);
    expect(wordsOf(bob.doc)).toBe(wordsOf(ana.doc));
  }
});

it('[M1] redoing such a split, before the words were put back, shows them once', () => {
  const { hub, ana, bob } = twoPeople();
  hub.slowDown();
  typeAfter(ana.editor, 'alpha', 'KLMN');
  run('split', ana);
  run('heading-2', bob);
  hub.catchUp();
  ana.editor.commands.undo();
  ana.editor.commands.redo();
  for (const person of [ana, bob, ana]) person.takeTurn();
  expect(ana.editor.state.doc.textContent.split('KLMN')).toHaveLength(2);
  expect(openWords(ana)).toEqual([]);
  expect(wordsOf(bob.doc)).toBe(wordsOf(ana.doc));
});

it('[M1] undoing it, redoing it and undoing it again loses none and shows none twice', () => {
  const { hub, ana, bob } = twoPeople();
  hub.slowDown();
  typeAfter(ana.editor, 'alpha', 'KLMN');
  run('split', ana);
  run('heading-2', bob);
  hub.catchUp();
  for (const step of ['undo', 'redo', 'undo'] as const) ana.editor.commands[step]();
  for (const person of [ana, bob, ana]) person.takeTurn();
  expect(wordsOf(ana.doc)).toBe('omegaalphaKLMN one');
  expect(openWords(ana)).toEqual([]);
  expect(wordsOf(bob.doc)).toBe(wordsOf(ana.doc));
});

it('[M2] what its author deleted, and an undo brings back by itself, is not recorded', () => {
  const { ana, bob } = twoPeople();
  typeAfter(ana.editor, 'alpha', 'KLMN');
  run('delete block', ana);
  ana.editor.commands.undo();
  for (const person of [ana, bob]) person.takeTurn();
  expect(readRecoveredWords(ana.doc)).toEqual([]);
  expect(wordsOf(bob.doc)).toBe('omegaalphaKLMN one');
});
