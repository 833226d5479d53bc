import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilQuiet } from './until-quiet.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const pause = Promise.withResolvers<void>();
  const listeners = new Set<() => void>();
  let isOpening = true;
  const quiet = vi.fn();
  void untilQuiet(() => pause.promise, {
    isOpening: () => isOpening,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  }).then(quiet);
  const opened = () => {
    isOpening = false;
    for (const listener of listeners) listener();
  };
  return { pause: pause.resolve, opened, quiet, settle: () => vi.advanceTimersByTimeAsync(0) };
}

it('[C4] whoever types, and whoever opens a document, goes first', async () => {
  const { pause, opened, quiet, settle } = setUp();
  pause();
  await settle();
  expect(quiet).not.toHaveBeenCalled();
  opened();
  await settle();
  expect(quiet).toHaveBeenCalledOnce();
});

it('[C4] but not for ever', async () => {
  const { quiet } = setUp();
  await vi.advanceTimersByTimeAsync(9_999);
  expect(quiet).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(quiet).toHaveBeenCalledOnce();
});
