import { documentIdFromBytes } from '@ecritoire/shared';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { VisitOutcome } from './visit-document.ts';
import { createVisitQueue } from './visit-queue.ts';

const idOf = (seed: number) => documentIdFromBytes(new Uint8Array(16).fill(seed));
const idsTo = (count: number) => Array.from({ length: count }, (_, index) => idOf(index + 1));

const converged: VisitOutcome = { name: 'converged', transport: 'websocket' };
const unreachable: VisitOutcome = { name: 'unreachable', isIntercepted: false };

/** A queue whose visits end when the test says so, in the order in which they began. */
function setUp({ untilQuiet = () => Promise.resolve() } = {}) {
  const begun: string[] = [];
  const open: { readonly id: string; readonly end: (outcome: VisitOutcome) => void }[] = [];
  let mostAtOnce = 0;
  const queue = createVisitQueue({
    visit: (id) => {
      begun.push(id);
      const { promise, resolve } = Promise.withResolvers<VisitOutcome>();
      open.push({ id, end: resolve });
      mostAtOnce = Math.max(mostAtOnce, open.length);
      return promise;
    },
    untilQuiet,
    random: () => 1,
    now: Date.now,
  });
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return {
    queue,
    begun,
    open,
    settle,
    mostAtOnce: () => mostAtOnce,
    state: queue.state.getState,
    async ends(outcome: VisitOutcome) {
      open.shift()?.end(outcome);
      await settle();
    },
    /** Lets everything that begins end so, until nothing more begins. */
    async runsDry(outcome: (id: string) => VisitOutcome) {
      for (let visit = open.shift(); visit !== undefined; visit = open.shift()) {
        visit.end(outcome(visit.id));
        await settle();
      }
    },
  };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('visiting many documents', () => {
  it('[C3] one at a time until the relay has proved to be there, then four, in order, each once', async () => {
    const { queue, begun, ends, runsDry, settle, mostAtOnce, state } = setUp();
    queue.add(idsTo(200));
    await settle();
    expect(begun).toEqual([idOf(1)]);
    await ends(converged);
    expect(begun).toEqual(idsTo(5));
    await runsDry(() => converged);
    expect(begun).toEqual(idsTo(200));
    expect(mostAtOnce()).toBe(4);
    expect(state()).toMatchObject({ done: 200, total: 200, obstacle: undefined });
  });

  it('[C3] over HTTP one at a time: the page needs the rest of the connections that a browser has for a site', async () => {
    const { queue, runsDry, settle, mostAtOnce } = setUp();
    queue.add(idsTo(20));
    await settle();
    await runsDry(() => ({ name: 'converged', transport: 'http' }));
    expect(mostAtOnce()).toBe(1);
  });

  it('[C4] begins nothing before the next quiet moment, nor while it is held, and goes on where it was', async () => {
    let quiet = Promise.withResolvers<void>();
    const { queue, begun, ends, settle, state } = setUp({ untilQuiet: () => quiet.promise });
    queue.add(idsTo(3));
    await settle();
    expect(begun).toEqual([]);
    queue.hold(true);
    quiet.resolve();
    await settle();
    expect(begun).toEqual([]);
    queue.hold(false);
    await settle();
    expect(begun).toEqual([idOf(1)]);
    quiet = Promise.withResolvers();
    await ends(converged);
    expect(begun).toEqual([idOf(1)]);
    quiet.resolve();
    await settle();
    expect(begun).toEqual(idsTo(3));
    expect(state()).toMatchObject({ done: 1, total: 3 });
  });

  it('[C5] what cannot be brought into step is passed over with its reason, and stops no other', async () => {
    const { queue, runsDry, settle, state } = setUp();
    queue.add(idsTo(6));
    await settle();
    const reasons = new Map([
      [idOf(2), 'too-large'],
      [idOf(3), 'corrupted'],
      [idOf(5), 'unanswered'],
    ] as const);
    await runsDry((id) => {
      const reason = [...reasons].find(([skipped]) => skipped === id)?.[1];
      return reason === undefined ? converged : { name: 'skipped', reason };
    });
    expect(state()).toMatchObject({ done: 6, total: 6, skipped: reasons });
  });

  it('[C6] when the relay is away, all wait together, ever longer, and one asks', async () => {
    const { queue, begun, open, ends, settle, state } = setUp();
    queue.add(idsTo(200));
    await settle();
    await ends(converged);
    expect(open).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(60_000);
    for (let round = 0; round < 4; round += 1) await ends(unreachable);
    expect(state().obstacle).toBe('unreachable');
    for (const waitMs of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
      const before = begun.length;
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(begun.length).toBe(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(begun.length).toBe(before + 1);
      await ends(unreachable);
    }
    expect(state()).toMatchObject({ done: 1, total: 200 });
    expect(state().skipped.size).toBe(0);

    queue.retry();
    await settle();
    await ends(converged);
    expect(state().obstacle).toBeUndefined();
    expect(open).toHaveLength(4);
  });

  it('[C6] a document whose line breaks each time, while others pass, is tried twice and then left', async () => {
    const { queue, begun, open, ends, settle, state } = setUp();
    queue.add(idsTo(8));
    await settle();
    for (let turn = 0; turn < 40 && state().done < 8; turn += 1) {
      await ends(open[0]?.id === idOf(3) ? unreachable : converged);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(state().skipped).toEqual(new Map([[idOf(3), 'unreachable']]));
    expect(begun.filter((id) => id === idOf(3))).toHaveLength(2);
    expect(state()).toMatchObject({ done: 8, obstacle: undefined });
  });

  it('[C7] a full device stops all of it at once, until somebody asks again', async () => {
    const { queue, begun, ends, settle, state } = setUp();
    queue.add(idsTo(10));
    await settle();
    await ends({ name: 'skipped', reason: 'quota-exceeded' });
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(begun).toEqual([idOf(1)]);
    expect(state()).toMatchObject({ done: 0, total: 10, obstacle: 'device-full' });
    queue.retry();
    await settle();
    expect(begun).toEqual([idOf(1), idOf(1)]);
  });

  it('[C2] a later round goes first, and no document waits twice', async () => {
    const { queue, begun, runsDry, settle, state } = setUp();
    queue.add(idsTo(3));
    await settle();
    queue.add([idOf(3), idOf(9), idOf(1)]);
    await runsDry(() => converged);
    expect(begun).toEqual([1, 3, 9, 2].map(idOf));
    expect(state()).toMatchObject({ done: 4, total: 4 });
    queue.add([idOf(1)]);
    expect(state()).toMatchObject({ done: 0, total: 1 });
  });
});
