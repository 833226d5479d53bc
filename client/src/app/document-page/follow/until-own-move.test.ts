// @vitest-environment happy-dom
import { afterEach, expect, it } from 'vitest';
import { untilOwnMove } from './until-own-move.ts';

afterEach(() => document.body.replaceChildren());

function listen() {
  let moves = 0;
  const stop = untilOwnMove(() => {
    moves += 1;
  });
  return { stop, count: () => moves };
}
const elementOf = (className: string) => {
  const element = document.body.appendChild(document.createElement('div'));
  element.className = className;
  return element;
};

it.each([
  ['a letter', () => dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }))],
  ['Escape', () => dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))],
  ['the wheel', () => dispatchEvent(new Event('wheel'))],
  ['a finger', () => dispatchEvent(new Event('touchmove'))],
  ['a pointer in the text', () => elementOf('text').dispatchEvent(new Event('pointerdown', { bubbles: true }))],
])('[UI-FOLLOW] %s ends following, once', (_name, act) => {
  const { count } = listen();
  act();
  act();
  expect(count()).toBe(1);
});

it('[UI-FOLLOW] scrolling by the page, a key that does nothing and a button do not end it', () => {
  const { count, stop } = listen();
  dispatchEvent(new Event('scroll'));
  dispatchEvent(new KeyboardEvent('keydown', { key: 'Control' }));
  elementOf('button').dispatchEvent(new Event('pointerdown', { bubbles: true }));
  expect(count()).toBe(0);
  stop();
  dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
  expect(count()).toBe(0);
});
