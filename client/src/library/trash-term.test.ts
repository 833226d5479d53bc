import { describe, expect, it } from 'vitest';
import { testId } from './test-library.ts';
import { isTermOver, isToBeWarnedOf, leavesAt, noteSeen, type TrashWarnings } from './trash-term.ts';

const dayMs = 24 * 60 * 60_000;
const day = (number: number) => 1_700_000_000_000 + number * dayMs;
const entry = { id: testId(1), trashedAt: day(0) };
const seenOn = (number: number, trashedAt = day(0)): TrashWarnings =>
  new Map([[testId(1), { trashedAt, seenAt: day(number) }]]);

describe('how long a document is in the trash', () => {
  it('[L12] somebody who comes every day is warned for a week, and it goes after 30 days', () => {
    expect(isToBeWarnedOf(entry, day(22))).toBe(false);
    expect(isToBeWarnedOf(entry, day(23))).toBe(true);
    expect(leavesAt(entry, seenOn(23), day(23))).toBe(day(30));
    expect(isTermOver(entry, seenOn(23), day(29))).toBe(false);
    expect(isTermOver(entry, seenOn(23), day(30))).toBe(true);
  });

  it('[L12] somebody who was away for two months is warned first, and it goes a week later', () => {
    expect(isTermOver(entry, new Map(), day(60))).toBe(false);
    const warned = noteSeen(new Map(), [entry], [entry], day(60));
    expect(isTermOver(entry, warned, day(60))).toBe(false);
    expect(leavesAt(entry, warned, day(61))).toBe(day(67));
    expect(isTermOver(entry, warned, day(66))).toBe(false);
    expect(isTermOver(entry, warned, day(67))).toBe(true);
  });

  it('[L12] put back and trashed again, it begins anew', () => {
    const again = { ...entry, trashedAt: day(40) };
    expect(isTermOver(again, seenOn(23), day(80))).toBe(false);
    expect(noteSeen(seenOn(23), [again], [], day(80)).size).toBe(0);
  });

  it('[L12] seeing the warning again does not put it off, and what left the trash is forgotten', () => {
    expect(noteSeen(seenOn(23), [entry], [entry], day(29))).toEqual(seenOn(23));
    expect(noteSeen(seenOn(23), [], [], day(29)).size).toBe(0);
  });

  it('[L13] a warning from the future was seen by a wrong clock, and counts from now on', () => {
    expect(isTermOver(entry, seenOn(400), day(60))).toBe(false);
    expect(noteSeen(seenOn(400), [entry], [entry], day(60))).toEqual(seenOn(60));
  });
});
