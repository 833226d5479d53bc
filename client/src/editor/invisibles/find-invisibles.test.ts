// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { findInvisibles } from './find-invisibles.ts';

function blocks(html: string): Element[] {
  const page = document.createElement('div');
  page.innerHTML = html;
  return [...page.children];
}

it('[EDIT-INVISIBLE] spaces are found, and those at which no line breaks are told apart', () => {
  const found = findInvisibles(blocks('<p>a b\u00a0: <b>c d</b></p><h2>x\u202f!\ty</h2>'), 100);
  expect(found.map(({ kind, node, offset }) => [kind, node.data, offset])).toEqual([
    ['space', 'a b\u00a0: ', 1],
    ['fixed', 'a b\u00a0: ', 3],
    ['space', 'a b\u00a0: ', 5],
    ['space', 'c d', 1],
    ['fixed', 'x\u202f!\ty', 1],
    ['space', 'x\u202f!\ty', 3],
  ]);
});

it('[EDIT-INVISIBLE] what is drawn between the words is no part of them, and a long block has its bound', () => {
  const long = blocks(`<p>a<span class="ProseMirror-widget">Ana Petit</span> ${'b '.repeat(50)}</p>`);
  expect(findInvisibles(long, 1_000)).toHaveLength(51);
  expect(findInvisibles(long, 7)).toHaveLength(7);
});
