// @vitest-environment happy-dom
import { beforeEach, expect, it } from 'vitest';
import * as Y from 'yjs';
import { bindTitle } from './bind-title.ts';

let text: Y.Text;
let field: HTMLTextAreaElement;
let updates: number;

beforeEach(() => {
  const doc = new Y.Doc();
  text = doc.getText('title');
  text.insert(0, 'Group');
  updates = 0;
  doc.on('update', () => {
    updates += 1;
  });
  field = document.createElement('textarea');
  document.body.replaceChildren(field);
  bindTitle(text, field);
  field.focus();
});

const type = (value: string) => {
  field.value = value;
  field.dispatchEvent(new Event('input'));
};

it('[UI-TITLE] shows the title without writing anything', () => {
  expect(field.value).toBe('Group');
  expect(updates).toBe(0);
});

it('[UI-TITLE] writes what is typed, and a pasted line break as a space', () => {
  type('Steering group\nNovember');
  expect(text.toString()).toBe('Steering group November');
  expect(field.value).toBe('Steering group November');
});

it('[UI-TITLE] keeps the caret on the same words when somebody else types before them', () => {
  field.setSelectionRange(5, 5);
  text.insert(0, 'Small ');
  expect(field.value).toBe('Small Group');
  expect(field.selectionStart).toBe(11);
});

it('[UI-TITLE] leaves a composition alone and loses nobody’s words', () => {
  field.dispatchEvent(new Event('compositionstart'));
  type('Groupe');
  text.insert(0, 'Small ');
  expect(field.value).toBe('Groupe');
  type('Groupé');
  field.dispatchEvent(new Event('compositionend'));
  expect(text.toString()).toBe('Small Groupé');
  expect(field.value).toBe('Small Groupé');
});

it('[UI-TITLE] undoes one’s own typing and not that of others', () => {
  type('Group A');
  text.insert(0, 'Small ');
  field.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, cancelable: true }));
  expect(field.value).toBe('Small Group');
});
