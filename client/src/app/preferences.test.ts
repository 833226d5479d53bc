// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { parsePreferences } from './preferences.ts';

const defaults = parsePreferences(null, () => 'random-id-1');

it('[UI-PREFERENCES] start with what the browser says, and a random identity', () => {
  expect(defaults).toEqual({
    personId: 'random-id-1',
    name: '',
    isNameAsked: false,
    language: undefined,
    theme: 'system',
    isSidebarOpen: true,
    isWide: false,
    areInvisiblesShown: false,
    hasSeenOfflineNote: false,
    isConvergencePaused: false,
    hasTypography: false,
    openFolders: [],
    recentEntries: [],
    recentEmojis: [],
  });
});

it.each([
  '',
  'null',
  '7',
  '[]',
  '{"openFolders":{"0":"a"}}',
  '{"openFolders":[1,"x",null,{}]}',
  '{"recentEntries":{"0":"callout"}}',
  '{"recentEntries":[1,null,{}]}',
  '{"recentEmojis":["a","<b>",7,"👍 👍",""]}',
  '{"theme":"neon","language":"xx","personId":"<b>","name":3,"isSidebarOpen":"no"}',
  '{',
])('[UI-PREFERENCES] survive %s in the storage', (stored) => {
  expect(parsePreferences(stored, () => 'random-id-1')).toEqual(defaults);
});

it('[UI-PREFERENCES] come back as they were stored', () => {
  const chosen = {
    ...defaults,
    name: 'Ana',
    theme: 'dark',
    language: 'fr',
    isSidebarOpen: false,
    isWide: true,
    areInvisiblesShown: true,
    hasTypography: true,
    isNameAsked: true,
    openFolders: ['A'.repeat(22)],
    recentEntries: ['callout'],
    recentEmojis: ['👍', '❤️'],
  };
  expect(parsePreferences(JSON.stringify(chosen), () => 'other-id-22')).toEqual(chosen);
});
