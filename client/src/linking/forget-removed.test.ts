import { type DocumentId, documentIdFromBytes, err, ok } from '@ecritoire/shared';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type DeviceCopies, forgetRemoved } from './forget-removed.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const id = documentIdFromBytes(new Uint8Array(16).fill(1));
const other = documentIdFromBytes(new Uint8Array(16).fill(2));

function createDevice(removed: readonly DocumentId[]) {
  const listeners = new Set<() => void>();
  const remove = vi.fn<DeviceCopies['remove']>(async () => ok(undefined));
  const stop = forgetRemoved({
    library: {
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      removed: () => removed,
      returnToTrash: () => undefined,
    },
    copies: {
      present: async (ids) => ids,
      mustKeep: async () => undefined,
      describe: async () => ({ title: '', excerpt: '' }),
      remove,
    },
  });
  const change = () => {
    for (const listener of listeners) listener();
  };
  return { remove, change, stop };
}

it.each(['says so', 'breaks'])(
  '[B27] a deletion that %s is tried again by itself, after growing pauses',
  async (how) => {
    const { remove, change, stop } = createDevice([id, other]);
    const fail = how === 'breaks' ? () => Promise.reject(new Error('no disk')) : async () => err('blocked');
    vi.spyOn(console, 'warn').mockReturnValue();
    remove.mockImplementation(async (asked) => (asked === id ? fail() : ok(undefined)));
    const triesOf = (asked: DocumentId) => remove.mock.calls.filter(([called]) => called === asked).length;
    await vi.advanceTimersByTimeAsync(0);
    expect([triesOf(id), triesOf(other)]).toEqual([1, 1]);
    // Somebody types, and the list with them: no reason to try each time.
    for (let times = 0; times < 50; times += 1) change();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(triesOf(id)).toBe(2);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(triesOf(id)).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(triesOf(id)).toBe(3);
    remove.mockImplementation(async () => ok(undefined));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(triesOf(id)).toBe(4);
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    change();
    await vi.advanceTimersByTimeAsync(0);
    expect([triesOf(id), triesOf(other)]).toEqual([4, 1]);
    expect(vi.getTimerCount()).toBe(0);
    stop();
    vi.mocked(console.warn).mockRestore();
  },
);

it('[B27] nothing is tried again when the list is no longer followed', async () => {
  const { remove, stop } = createDevice([id]);
  remove.mockImplementation(async () => err('blocked'));
  await vi.advanceTimersByTimeAsync(0);
  stop();
  await vi.advanceTimersByTimeAsync(24 * 3_600_000);
  expect(remove).toHaveBeenCalledOnce();
});
