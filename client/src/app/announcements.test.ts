import { expect, it } from 'vitest';
import { createAnnouncements } from './announcements.ts';

function withClock() {
  const due: (() => void)[] = [];
  const announcements = createAnnouncements(10_000, (callback) => due.push(callback));
  return { announcements, pass: () => due.shift()?.() };
}

it('[UI-ANNOUNCE] says the first thing at once and gathers what follows', () => {
  const { announcements, pass } = withClock();
  announcements.announce('presence', 'Ana joined');
  expect(announcements.spoken.getState()).toBe('Ana joined');

  announcements.announce('presence', 'Bob joined');
  announcements.announce('connection', 'Connected again.');
  announcements.announce('presence', 'Bob left');
  expect(announcements.spoken.getState()).toBe('Ana joined');

  pass();
  expect(announcements.spoken.getState()).toBe('Bob left Connected again.');
});

it('[UI-ANNOUNCE] after a silence speaks at once again', () => {
  const { announcements, pass } = withClock();
  announcements.announce('presence', 'Ana joined');
  pass();
  announcements.announce('presence', 'Ana left');
  expect(announcements.spoken.getState()).toBe('Ana left');
});
