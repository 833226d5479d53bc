import { expect, it } from 'vitest';
import { toFileName } from './file-name.ts';

it.each([
  ['Réunion: le 23/11', 'Réunion le 23 11'],
  ['..\\..\\secret', 'secret'],
  ['a\u0000b\nc', 'a b c'],
  ['???', ''],
  ['x'.repeat(200), 'x'.repeat(80)],
  ['😀'.repeat(90), '😀'.repeat(80)],
  ['nul', '_nul'],
  ['Con.seil', '_Con.seil'],
  ['Conseil', 'Conseil'],
])('[UI-FILE-NAME] "%s" becomes "%s"', (title, name) => {
  expect(toFileName(title)).toBe(name);
});
