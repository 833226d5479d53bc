import { describe, expect, it } from 'vitest';
import { formatBytes, formatDaysLeft, formatRelativeTime } from './format.ts';

const now = new Date(2026, 10, 23, 15, 30).getTime();
const ago = (ms: number) => now - ms;
const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];

describe('relative time', () => {
  it.each([
    [ago(5_000), 'now', 'maintenant'],
    [ago(-hour), 'now', 'maintenant'],
    [ago(2 * minute + 59_000), '2 min. ago', 'il y a 2 min'],
    [ago(3 * hour), '3 hr. ago', 'il y a 3 h'],
    [new Date(2026, 10, 22, 23, 50).getTime(), 'yesterday', 'hier'],
    [ago(4 * day), '4 days ago', 'il y a 4 j'],
    [ago(12 * day), 'Nov 11', '11 nov.'],
    [ago(400 * day), 'Oct 19, 2025', '19 oct. 2025'],
  ])('[I18N-TIME] %d is said "%s" and "%s"', (at, english, french) => {
    expect(formatRelativeTime(at, now, 'en')).toBe(english);
    expect(formatRelativeTime(at, now, 'fr').replaceAll('\u00a0', ' ')).toBe(french);
  });

  it('[I18N-TIME] a quarter of an hour before midnight is not yet yesterday', () => {
    const midnight = new Date(2026, 10, 23, 0, 10).getTime();
    expect(formatRelativeTime(midnight - 15 * minute, midnight, 'en')).toBe('15 min. ago');
  });
});

describe('sizes', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1_200, '1.2 kB'],
    [1_234_000_000, '1.2 GB'],
    [56_000_000_000, '56 GB'],
  ])('[I18N-SIZE] %d bytes read "%s"', (bytes, text) => {
    expect(formatBytes(bytes, 'en')).toBe(text);
  });
});

it('[L12] says how many days are left as a person would, in both languages', () => {
  const now = new Date(2026, 10, 23, 22).getTime();
  const inDays = (days: number) => new Date(2026, 10, 23 + days, 1).getTime();
  expect([0, 1, 12].map((days) => formatDaysLeft(inDays(days), now, 'en'))).toEqual([
    'today',
    'tomorrow',
    'in 12 days',
  ]);
  expect([0, 1, 12].map((days) => formatDaysLeft(inDays(days), now, 'fr'))).toEqual([
    'aujourd’hui',
    'demain',
    'dans 12 jours',
  ]);
  expect(formatDaysLeft(inDays(-5), now, 'en')).toBe('today');
});
