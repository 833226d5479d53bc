import { type DocumentId, documentIdFromBytes } from '@ecritoire/shared';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { VisitOutcome } from '../../document/convergence/visit-document.ts';
import type { Standing } from '../../storage/standing.ts';
import type { ConvergenceState, Standstill } from './convergence-state.ts';
import { type Arrival, createRounds } from './rounds.ts';

const idOf = (seed: number) => documentIdFromBytes(new Uint8Array(16).fill(seed));

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
afterEach(() => void vi.useRealTimers());

function setUp() {
  let listed: readonly DocumentId[] = [1, 2, 3, 4].map(idOf);
  let trashed: readonly DocumentId[] = [];
  let standstill: Standstill | undefined;
  const away = new Map<DocumentId, Partial<Standing>>();
  const outcomes = new Map<DocumentId, VisitOutcome>();
  const changedElsewhere = new Set<DocumentId>();
  const visited: DocumentId[] = [];
  const told: (readonly [DocumentId, Arrival])[][] = [];
  const states: ConvergenceState[] = [];
  const rest = vi.fn();
  const rounds = createRounds({
    visitor: {
      survey: async (ids) => ids.map((id) => ({ id, isHere: true, isUnsaved: false, convergedAt: 0, ...away.get(id) })),
      async visit(id) {
        visited.push(id);
        const arrived = changedElsewhere.has(id) ? { title: `Title ${visited.length}`, excerpt: 'words' } : undefined;
        return { outcome: outcomes.get(id) ?? { name: 'converged', transport: 'websocket' }, arrived };
      },
      rest,
    },
    listed: () => listed,
    trashed: () => trashed,
    isListed: (id) => listed.includes(id) || trashed.includes(id),
    standstill: () => standstill,
    arrived: (arrivals) => told.push([...arrivals]),
    changed: (state) => states.push(state),
    untilQuiet: async () => undefined,
    random: () => 1,
    now: Date.now,
  });
  return {
    rounds,
    away,
    outcomes,
    changedElsewhere,
    visited,
    told,
    states,
    rest,
    list: (ids: readonly DocumentId[]) => {
      listed = ids;
    },
    trash: (ids: readonly DocumentId[]) => {
      trashed = ids;
    },
    standStill: (reason: Standstill | undefined) => {
      standstill = reason;
      rounds.reconsider();
    },
    settle: () => vi.advanceTimersByTimeAsync(0),
    async begins(freshSinceMs: number) {
      const begun = rounds.begin(freshSinceMs);
      await vi.advanceTimersByTimeAsync(0);
      await begun;
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

it('[C10] what has arrived is told once, at the end, in the order that the list had', async () => {
  const { begins, changedElsewhere, told, states, rest } = setUp();
  for (const seed of [4, 2]) changedElsewhere.add(idOf(seed));
  await begins(1);
  expect(told).toHaveLength(1);
  const times = new Map(told[0]?.map(([id, { changedAt }]) => [id, changedAt]));
  // The second and the fourth of the list, at one moment.
  expect(times).toEqual(
    new Map([
      [idOf(2), 999_999],
      [idOf(4), 999_997],
    ]),
  );
  expect(states.at(-1)).toEqual({
    isLooking: false,
    done: 4,
    total: 4,
    standstill: undefined,
    skipped: [],
    endedAt: 1_000_000,
  });
  expect(rest).toHaveBeenCalledOnce();
});

it('[C10] a document that comes to this device for the first time keeps its place in the list', async () => {
  const { begins, away, changedElsewhere, told } = setUp();
  away.set(idOf(3), { isHere: false });
  changedElsewhere.add(idOf(3));
  await begins(1);
  expect(told).toEqual([[[idOf(3), { title: expect.any(String), excerpt: 'words' }]]]);
});

it('[C10] a long round tells now and then what has come so far, and so does a page that is left', async () => {
  const { begins, rounds, outcomes, changedElsewhere, told } = setUp();
  changedElsewhere.add(idOf(1));
  outcomes.set(idOf(2), { name: 'unreachable', isIntercepted: false });
  await begins(1);
  expect(told).toEqual([]);
  rounds.tell();
  expect(told).toHaveLength(1);
  rounds.tell();
  expect(told).toHaveLength(1);
});

it('[C2] a document that left the list meanwhile is not fetched again', async () => {
  const { begins, visited, list, standStill, settle } = setUp();
  standStill('person');
  await begins(1);
  list([idOf(1)]);
  standStill(undefined);
  await settle();
  expect(visited).toEqual([idOf(1)]);
});

it.each(['person', 'offline'] as const)('[C4] nothing is visited while it stands still: %s', async (reason) => {
  const { begins, visited, states, standStill, settle } = setUp();
  standStill(reason);
  await begins(1);
  expect(visited).toEqual([]);
  expect(states.at(-1)).toMatchObject({ standstill: reason, done: 0, total: 4, endedAt: undefined });
  standStill(undefined);
  await settle();
  expect(visited).toHaveLength(4);
});

it('[C2] of the trash only what the relay does not have is sent; put back, a document comes with what others wrote', async () => {
  const { begins, list, trash, away, visited, changedElsewhere, told } = setUp();
  list([1].map(idOf));
  trash([2, 3].map(idOf));
  away.set(idOf(3), { isUnsaved: true });
  changedElsewhere.add(idOf(2));
  await begins(1_000_000);
  expect(visited).toEqual([3, 1].map(idOf));
  list([2, 1].map(idOf));
  trash([]);
  away.clear();
  await begins(1_000_000);
  expect(visited).toContainEqual(idOf(2));
  expect(told.flat().map(([id]) => id)).toEqual([idOf(2)]);
});

it('[C4] where data is to be saved, only what the relay does not have is sent', async () => {
  const { begins, away, visited, standStill } = setUp();
  away.set(idOf(4), { isUnsaved: true });
  standStill('saving-data');
  await begins(1);
  expect(visited).toEqual([idOf(4)]);
});

it('[C1] a round in which nothing is due is over at once', async () => {
  const { begins, away, visited, states } = setUp();
  for (const seed of [1, 2, 3, 4]) away.set(idOf(seed), { convergedAt: 10 });
  await begins(5);
  expect(visited).toEqual([]);
  expect(states.at(-1)).toMatchObject({ done: 0, total: 0, endedAt: 1_000_000 });
});

it('[C1] from the moment of being asked it does not say that all is up to date', async () => {
  const { rounds, begins, states, settle } = setUp();
  await begins(1);
  const begun = rounds.begin(2_000_000, 1_000);
  expect(states.at(-1)).toMatchObject({ isLooking: true, done: 4, total: 4 });
  await vi.advanceTimersByTimeAsync(1_000);
  await begun;
  await settle();
  expect(states.at(-1)).toMatchObject({ isLooking: false, done: 4, total: 4, endedAt: 1_001_000 });
});
