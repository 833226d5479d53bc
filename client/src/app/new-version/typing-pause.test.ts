import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchTyping } from './typing-pause.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const page = new EventTarget();
  const untilPause = watchTyping(page, Date.now);
  const pauses = vi.fn();
  const types = (type: string) => page.dispatchEvent(new Event(type));
  return { types, pauses, wait: () => void untilPause().then(pauses) };
}

it('[U1] a page on which nobody has typed is in a pause', async () => {
  const { wait, pauses } = setUp();
  wait();
  await vi.advanceTimersByTimeAsync(0);
  expect(pauses).toHaveBeenCalledOnce();
});

it.each(['keydown', 'beforeinput'])('[U1] every %s puts the pause off by three seconds', async (type) => {
  const { wait, pauses, types } = setUp();
  types(type);
  wait();
  for (let key = 0; key < 10; key += 1) {
    await vi.advanceTimersByTimeAsync(2_900);
    types(type);
  }
  await vi.advanceTimersByTimeAsync(2_999);
  expect(pauses).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(pauses).toHaveBeenCalledOnce();
});

it('[U1] choosing a character is no pause, however long it takes', async () => {
  const { wait, pauses, types } = setUp();
  types('compositionstart');
  wait();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(pauses).not.toHaveBeenCalled();
  types('compositionend');
  await vi.advanceTimersByTimeAsync(6_000);
  expect(pauses).toHaveBeenCalledOnce();
});
