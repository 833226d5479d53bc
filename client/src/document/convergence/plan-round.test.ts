import { documentIdFromBytes } from '@ecritoire/shared';
import { expect, it } from 'vitest';
import type { Standing } from '../../storage/standing.ts';
import { planRound, recentCount } from './plan-round.ts';

const idOf = (place: number) => documentIdFromBytes(new Uint8Array(new Uint32Array([place, 0, 0, 0]).buffer));

/** All of them here, saved, and in step for a long time, but for what is said of some. */
const standingsOf = (count: number, exceptions: Readonly<Record<number, Partial<Standing>>>): Standing[] =>
  Array.from({ length: count }, (_, place) => ({
    id: idOf(place),
    isHere: true,
    isUnsaved: false,
    convergedAt: 1_000,
    ...exceptions[place],
  }));

it('[C2] unconfirmed changes go first wherever they are, then the recently used, then what is not here', () => {
  const standings = standingsOf(1_000, {
    3: { isHere: false },
    7: { isUnsaved: true },
    900: { isUnsaved: true },
    950: { isHere: false },
  });
  const places = Array.from({ length: recentCount + 1 }, (_, place) => place).filter((place) => place !== 7);
  expect(planRound(standings, 2_000)).toEqual([7, 900, ...places, 950].map(idOf));
});

it('[C2] what was in step a moment ago is left alone, and goes on where a closed page has stopped', () => {
  const standings = standingsOf(5, { 0: { convergedAt: 5_000 }, 1: { convergedAt: 5_000, isUnsaved: true } });
  expect(planRound(standings, 2_000)).toEqual([1, 2, 3, 4].map(idOf));
  expect(planRound(standings, 6_000)).toEqual([1, 0, 2, 3, 4].map(idOf));
});
